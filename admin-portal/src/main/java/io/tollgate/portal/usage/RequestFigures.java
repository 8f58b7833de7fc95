package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of one request as the ledger has them; what is unknown is a dash, never zero. */
public record RequestFigures(Figure cost, Figure tokens, Figure total, Figure firstToken) {

  private static final String UNKNOWN = "–";

  public static RequestFigures of(LedgerEntry entry, Texts texts) {
    var cost = LogRow.cost(entry);
    return new RequestFigures(
        new Figure(
            texts.text("usage.cost"),
            cost == null ? UNKNOWN : cost,
            isUnpriced(entry) ? texts.text("request.unpriced") : null),
        new Figure(
            texts.text("usage.tokens"),
            entry.usageSource() == UsageSource.NONE
                ? UNKNOWN
                : Numbers.whole(entry.usage().total()),
            texts.text("request.source." + UsageView.name(entry.usageSource()))),
        new Figure(
            texts.text("request.total"),
            Numbers.duration(entry.total()),
            texts.text("request.gatewayTime", Numbers.duration(entry.gatewayTime()))),
        new Figure(
            texts.text("request.firstToken"),
            entry.firstToken() == null ? UNKNOWN : Numbers.duration(entry.firstToken()),
            answered(entry, texts)));
  }

  /** How the answer came; where no deployment was called, none did. */
  private static @Nullable String answered(LedgerEntry entry, Texts texts) {
    if (entry.deployment() == null) {
      return null;
    }
    return texts.text(entry.streamed() ? "request.streamed" : "request.whole");
  }

  /** Where nothing was consumed, no price is missing. */
  private static boolean isUnpriced(LedgerEntry entry) {
    return entry.cost() == null && entry.usageSource() != UsageSource.NONE;
  }

  /** In the order in which they are shown. */
  public List<Figure> all() {
    return List.of(cost, tokens, total, firstToken);
  }
}
