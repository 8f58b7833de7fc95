package io.tollgate.portal.web;

import jakarta.validation.ConstraintViolation;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Says what is wrong with a form in the order of its fields, as people read it; violations come in
 * no order of their own.
 */
@Component
class FormValidation extends LocalValidatorFactoryBean {

  FormValidation(MessageSource messages) {
    setMessageInterpolator(new MessageInterpolatorFactory(messages).getObject());
  }

  @Override
  protected void processConstraintViolations(
      Set<ConstraintViolation<Object>> violations, Errors errors) {
    // Two rules may say the same of one field, which is then said once.
    var said = new HashSet<String>();
    super.processConstraintViolations(
        violations.stream()
            .filter(one -> said.add(one.getPropertyPath() + " " + one.getMessage()))
            .sorted(Comparator.comparingInt(FormValidation::place))
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        errors);
  }

  private static int place(ConstraintViolation<Object> violation) {
    var form = violation.getRootBeanClass();
    return form.isRecord() ? fields(form).indexOf(violation.getPropertyPath().toString()) : 0;
  }

  private static List<String> fields(Class<?> form) {
    return Stream.of(form.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
