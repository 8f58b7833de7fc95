package io.tollgate.portal.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The portal's texts, for what is said outside a template. */
@Component
public class Texts {

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  /** The text of a key; a missing one is an error of ours and fails. */
  public String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, Locale.ENGLISH);
  }

  /** The text of a key that another version may have made; the default when it is unknown here. */
  public String textOr(String key, String otherwise) {
    return String.valueOf(messages.getMessage(key, null, otherwise, Locale.ENGLISH));
  }
}
