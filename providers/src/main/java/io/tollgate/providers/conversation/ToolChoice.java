package io.tollgate.providers.conversation;

import java.util.List;

/** Whether the model may, must or must not call tools. */
public sealed interface ToolChoice {
  ToolChoice UNSAID = new Unsaid();

  /** Left to the provider's default, which is {@link Auto} with tools. */
  record Unsaid() implements ToolChoice {}

  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  /** At least one, whichever. */
  record Required() implements ToolChoice {}

  /** This one. */
  record Named(String name) implements ToolChoice {}

  /** Some of the tools only, which it may or must use. */
  record Allowed(boolean required, List<String> names) implements ToolChoice {
    public Allowed {
      names = List.copyOf(names);
    }
  }
}
