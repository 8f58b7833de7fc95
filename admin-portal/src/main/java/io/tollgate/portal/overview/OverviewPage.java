package io.tollgate.portal.overview;

import io.tollgate.domain.configuration.GatewayNode;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.UsageSum;
import io.tollgate.domain.provider.Provider;
import io.tollgate.portal.problem.LeftOutDefinitions;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.usage.RequestEnding;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The state of the platform in words and numbers. */
@Component
class OverviewPage {

  /** From this share of failures on, in percent, a provider is degraded; from the next, failing. */
  private static final int DEGRADED = 2;

  private static final int FAILING = 20;

  private final PlatformState state;
  private final LeftOutDefinitions leftOut;
  private final Texts texts;
  private final Moments moments;
  private final Clock clock;

  OverviewPage(
      PlatformState state, LeftOutDefinitions leftOut, Texts texts, Moments moments, Clock clock) {
    this.state = state;
    this.leftOut = leftOut;
    this.texts = texts;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * All of it.
   *
   * @param failing gateways that cannot load the newest configuration
   */
  record Page(
      Moment asOf,
      List<Figure> figures,
      List<ProviderLine> providers,
      List<FailureLine> failures,
      long pending,
      List<GatewayNode> failing,
      List<LeftOutDefinitions.Line> leftOut) {}

  /** A provider and how its last hour went; no requests is no data, not no failures. */
  record ProviderLine(
      String id, String name, String requests, String failed, String share, Status health) {}

  /**
   * A request that failed.
   *
   * @param error its code in the log
   */
  record FailureLine(String path, Moment moment, RequestEnding ending, @Nullable String error) {}

  Mono<Page> of(SignedIn person) {
    // Only who may see the state of the platform is asked what is left out of it.
    return state
        .of(person.viewer())
        .flatMap(seen -> leftOut.all(person).map(lines -> page(seen, lines, person)));
  }

  private Page page(
      PlatformState.State seen, List<LeftOutDefinitions.Line> lines, SignedIn person) {
    return new Page(
        moments.of(clock.instant(), person),
        figures(seen),
        seen.providers().stream().map(provider -> line(provider, seen.hour())).toList(),
        seen.failures().stream().map(entry -> line(entry, person)).toList(),
        seen.pending(),
        seen.gateways().stream().filter(node -> node.failure() != null).toList(),
        lines);
  }

  private List<Figure> figures(PlatformState.State seen) {
    long requests = total(seen.day(), UsageSum::requests);
    long failed = total(seen.day(), UsageSum::failed);
    long unpriced = total(seen.day(), UsageSum::unpriced);
    return List.of(
        new Figure(
            texts.text("overview.spend"),
            spend(seen.day()),
            texts.text("overview.unpriced", unpriced)),
        new Figure(
            texts.text("overview.requests"),
            Numbers.compact(requests),
            texts.text("overview.refused", Numbers.whole(total(seen.day(), UsageSum::refused)))),
        new Figure(
            texts.text("overview.errors"),
            requests == 0 ? "–" : share(failed, requests),
            texts.text("overview.failed", Numbers.whole(failed))),
        new Figure(
            texts.text("overview.pending"),
            Numbers.whole(seen.pending()),
            texts.text("overview.pending.note")));
  }

  private ProviderLine line(Provider provider, List<UsageSum> hour) {
    var own = hour.stream().filter(sum -> provider.id().toString().equals(sum.group())).toList();
    long requests = total(own, UsageSum::requests);
    long failed = total(own, UsageSum::failed);
    return new ProviderLine(
        provider.id().toString(),
        provider.name(),
        Numbers.whole(requests),
        Numbers.whole(failed),
        requests == 0 ? "–" : share(failed, requests),
        health(provider, requests, failed));
  }

  private Status health(Provider provider, long requests, long failed) {
    if (provider.status() != Provider.Status.ACTIVE) {
      return Status.neutral(texts.text("model.disabled"));
    }
    if (requests == 0) {
      return Status.neutral(texts.text("overview.noData"));
    }
    if (failed * 100 >= requests * FAILING) {
      return Status.danger(texts.text("overview.failing"));
    }
    return failed * 100 >= requests * DEGRADED
        ? Status.warn(texts.text("overview.degraded"))
        : Status.ok(texts.text("overview.healthy"));
  }

  private FailureLine line(LedgerEntry entry, SignedIn person) {
    return new FailureLine(
        "/logs/" + entry.requestId(),
        moments.of(entry.startedAt(), person),
        RequestEnding.of(entry, texts),
        entry.errorCode());
  }

  private static long total(List<UsageSum> sums, ToLongFunction<UsageSum> number) {
    return sums.stream().mapToLong(number).sum();
  }

  private static String spend(List<UsageSum> sums) {
    return Numbers.money(sums.stream().map(UsageSum::cost).flatMap(Stream::ofNullable));
  }

  private static String share(long part, long whole) {
    return BigDecimal.valueOf(part)
            .movePointRight(2)
            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
        + "%";
  }
}
