package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;

/**
 * How a request ended, for people.
 *
 * @param what the model that was asked for, or what else
 * @param why in a sentence, with what to do about it
 */
public record RequestEnding(String what, Status status, String why) {

  public static RequestEnding of(LedgerEntry entry, Texts texts) {
    return new RequestEnding(what(entry, texts), status(entry, texts), why(entry, texts));
  }

  static String what(LedgerEntry entry, Texts texts) {
    var model = entry.originalModel();
    return model == null ? texts.textOr("logs." + entry.operation(), entry.operation()) : model;
  }

  static Status status(LedgerEntry entry, Texts texts) {
    var word = texts.text("outcome." + UsageView.name(entry.outcome()));
    return switch (entry.outcome()) {
      case COMPLETED -> Status.ok(word);
      case REFUSED, CANCELLED -> Status.warn(word);
      case FAILED, INTERRUPTED -> Status.danger(word);
    };
  }

  /** Some failures have an explanation of their own; the others share one per outcome. */
  private static String why(LedgerEntry entry, Texts texts) {
    var outcome = UsageView.name(entry.outcome());
    var shared = texts.text("request.why." + outcome, entry.httpStatus());
    var code = entry.errorCode();
    return code == null
        ? shared
        : texts.textOr(
            "request.why." + outcome + "." + code, texts.textOr("request.why." + code, shared));
  }
}
