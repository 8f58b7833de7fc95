package io.tollgate.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.FieldError;

class FormValidationTests {

  record Form(
      @NotBlank @Nullable String zebra,
      @NotBlank @Nullable String apple,
      @NotBlank @Nullable String mango,
      @NotBlank @Nullable String berry,
      @NotBlank @Nullable String quince,
      @NotBlank @Nullable String cherry) {}

  @Test
  void whatIsWrongComesInTheOrderOfTheFields() {
    var validation = new FormValidation(new StaticMessageSource());
    validation.afterPropertiesSet();
    var errors = new BeanPropertyBindingResult(new Form("", "", "", "", "", ""), "form");

    validation.validate(errors.getTarget(), errors);

    assertThat(errors.getFieldErrors())
        .extracting(FieldError::getField)
        .containsExactly("zebra", "apple", "mango", "berry", "quince", "cherry");
  }

  record Password(
      @NotBlank(message = "10 to 20") @Size(min = 10, message = "10 to 20") String typed) {}

  @Test
  void whatTwoRulesSayOfOneFieldIsSaidOnce() {
    var validation = new FormValidation(new StaticMessageSource());
    validation.afterPropertiesSet();
    var errors = new BeanPropertyBindingResult(new Password(""), "form");

    validation.validate(errors.getTarget(), errors);

    assertThat(errors.getFieldErrors())
        .extracting(FieldError::getDefaultMessage)
        .containsExactly("10 to 20");
  }
}
