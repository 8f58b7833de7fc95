package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.usage.Bucket;
import io.tollgate.portal.web.DecimalColumn;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request, explained to the person who made it. */
final class RequestPage {

  private final LedgerEntry entry;
  private final LogNames.Behind names;
  private final boolean tellsOrigin;
  private final ZoneId zone;
  private final Instant now;
  private final Texts texts;

  /**
   * An explanation.
   *
   * @param tellsOrigin whether the address of an upstream may be shown
   */
  RequestPage(
      LedgerEntry entry,
      LogNames.Behind names,
      boolean tellsOrigin,
      ZoneId zone,
      Instant now,
      Texts texts) {
    this.entry = entry;
    this.names = names;
    this.tellsOrigin = tellsOrigin;
    this.zone = zone;
    this.now = now;
    this.texts = texts;
  }

  /**
   * A named value.
   *
   * @param path where it is explained, or null
   * @param mono whether it is an id, a key or a model
   */
  public record Fact(String name, String value, @Nullable String path, boolean mono) {}

  /** What a bucket of usage held and cost. */
  public record BucketRow(
      String name, String count, @Nullable String price, @Nullable String cost) {}

  /** One call of a deployment or of a REST API's upstream. */
  public record Try(String destination, Status status, String answer, String duration) {}

  public String id() {
    return entry.requestId().toString();
  }

  public Moment moment() {
    return Moment.of(entry.startedAt(), zone, now);
  }

  public Status status() {
    return RequestEnding.status(entry, texts);
  }

  public boolean completed() {
    return entry.outcome() == LedgerEntry.Outcome.COMPLETED;
  }

  /** Why it went as it did, in a sentence, with what to do about it. */
  public String why() {
    return RequestEnding.of(entry, texts).why();
  }

  /** Where the cause can be removed, or null. */
  public @Nullable String remedy() {
    if (completed()) {
      return null;
    }
    return names.api().map(api -> "/apis/" + api.slug()).orElse("/apis");
  }

  public List<Figure> figures() {
    return RequestFigures.of(entry, texts).all();
  }

  public List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(
            texts.text("request.application"),
            names.application(),
            "/apps/" + entry.application(),
            false));
    names
        .credential()
        .ifPresent(
            key -> facts.add(fact("request.key", key.name() + " (" + key.prefix() + "…)", false)));
    names
        .api()
        .ifPresent(api ->
            facts.add(
                new Fact(texts.text("request.api"), api.name(), "/apis/" + api.slug(), false)));
    names.plan().ifPresent(plan -> facts.add(fact("request.plan", plan.name(), false)));
    facts.add(fact("request.operation", entry.operation(), true));
    add(facts, "request.originalModel", entry.originalModel());
    add(facts, "request.requestModel", entry.requestModel());
    add(facts, "request.responseModel", entry.responseModel());
    facts.add(fact("request.httpStatus", Integer.toString(entry.httpStatus()), true));
    add(facts, "request.errorCode", entry.errorCode());
    add(facts, "request.finishReason", entry.finishReason());
    add(facts, "request.clientRequestId", entry.clientRequestId());
    facts.add(fact("request.node", entry.node(), true));
    return facts;
  }

  /** What the gateway noted on the way. */
  public Map<String, String> notes() {
    return new TreeMap<>(entry.explanation());
  }

  public List<BucketRow> buckets() {
    return Arrays.stream(Bucket.values())
        .filter(bucket -> entry.usage().in(bucket) > 0)
        .map(this::bucket)
        .toList();
  }

  public @Nullable String cost() {
    return LogRow.cost(entry);
  }

  /** The costs of the buckets and their total, beneath each other. */
  public DecimalColumn costs() {
    var costs = buckets().stream().map(BucketRow::cost);
    return DecimalColumn.of(Stream.concat(costs, Stream.ofNullable(cost())).toList());
  }

  public List<Try> tries() {
    return entry.attempts().stream().map(this::attempt).toList();
  }

  private Try attempt(Attempt attempt) {
    var error = attempt.error();
    var status =
        error == null
            ? Status.ok(texts.text("request.try.ok"))
            : Status.danger(texts.text("request.try.failed"));
    var answered =
        attempt.httpStatus() == null
            ? texts.text("request.try.silent")
            : attempt.httpStatus().toString();
    return new Try(
        name(attempt.destination()),
        status,
        error == null ? answered : answered + " " + error,
        Numbers.duration(attempt.duration()));
  }

  private String name(Destination destination) {
    return switch (destination) {
      case Destination.Deployed(DeploymentId deployment) ->
          names.deployments().getOrDefault(deployment, deployment.toString());
      case Destination.Upstream(String origin) ->
          tellsOrigin ? origin : texts.text("request.upstream");
    };
  }

  private BucketRow bucket(Bucket bucket) {
    long count = entry.usage().in(bucket);
    return new BucketRow(
        texts.text("request.bucket." + UsageView.name(bucket)),
        Numbers.whole(count),
        names
            .price()
            .map(price -> price.cost(bucket, 1_000_000))
            .map(Numbers::exactMoney)
            .orElse(null),
        names
            .price()
            .map(price -> price.cost(bucket, count))
            .map(Numbers::exactMoney)
            .orElse(null));
  }

  private void add(List<Fact> facts, String key, @Nullable String value) {
    if (value != null) {
      facts.add(fact(key, value, true));
    }
  }

  private Fact fact(String key, String value, boolean mono) {
    return new Fact(texts.text(key), value, null, mono);
  }
}
