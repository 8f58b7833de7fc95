package io.tollgate.portal.playground;

import io.tollgate.portal.operation.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a model.
 *
 * @param system how it is to behave; empty for nothing said
 */
record Prompt(String system, String message) {

  private static final int LONGEST = 100_000;

  static Prompt of(@Nullable String system, @Nullable String message) {
    var checks = new Checks();
    var said = checks.optional("message", message, LONGEST);
    checks.require(!said.isEmpty(), "message", "playground.message.required");
    var prompt = new Prompt(checks.optional("system", system, LONGEST), said);
    checks.done();
    return prompt;
  }
}
