package io.tollgate.portal.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The values of an enum as choices of a form. */
@Component
public class Choices {

  private final Texts texts;

  Choices(Texts texts) {
    this.texts = texts;
  }

  /** A choice for each value; its label is the text of the prefix and the name in lower case. */
  public List<Choice> of(String prefix, Enum<?>... values) {
    return Arrays.stream(values)
        .map(value -> new Choice(value.name(), label(prefix, value)))
        .toList();
  }

  public String label(String prefix, Enum<?> value) {
    return texts.text(prefix + value.name().toLowerCase(Locale.ROOT));
  }
}
