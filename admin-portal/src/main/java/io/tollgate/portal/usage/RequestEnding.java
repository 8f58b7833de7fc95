package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.util.Set;

/**
 * How a request ended, for people.
 *
 * @param why in a sentence, with what to do about it
 */
public record RequestEnding(Status status, String why) {

  /** Failures with an explanation of their own; the others share one per outcome. */
  private static final Set<String> EXPLAINED =
      Set.of(
          "subscription_required",
          "model_not_found",
          "model_not_in_plan",
          "rate_limit_exceeded",
          "request_too_large",
          "no_healthy_upstream",
          "media_busy",
          "upstream_unreachable",
          "upstream_timeout",
          "upstream_auth",
          "upstream_model_not_found",
          "upstream_quota",
          "upstream_truncated");

  public static RequestEnding of(LedgerEntry entry, Texts texts) {
    return new RequestEnding(status(entry, texts), why(entry, texts));
  }

  static Status status(LedgerEntry entry, Texts texts) {
    var word = texts.text("outcome." + UsageView.name(entry.outcome()));
    return switch (entry.outcome()) {
      case COMPLETED -> Status.ok(word);
      case REFUSED, CANCELLED -> Status.warn(word);
      case FAILED, INTERRUPTED -> Status.danger(word);
    };
  }

  private static String why(LedgerEntry entry, Texts texts) {
    var code = entry.errorCode();
    return code != null && EXPLAINED.contains(code)
        ? texts.text("request.why." + code)
        : texts.text("request.why." + UsageView.name(entry.outcome()), entry.httpStatus());
  }
}
