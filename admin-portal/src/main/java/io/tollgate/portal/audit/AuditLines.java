package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.Change;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Audit entries for people: names where the trail has ids, words where it has constants. */
@Component
class AuditLines {

  private static final int SHORT_ID = 8;

  private final AuditNames names;
  private final AuditWords words;
  private final Moments moments;

  AuditLines(AuditNames names, AuditWords words, Moments moments) {
    this.names = names;
    this.words = words;
    this.moments = moments;
  }

  /**
   * An entry.
   *
   * @param person who did it by name, or null where it was a part of Tollgate
   * @param actor what the trail calls them: an e-mail address
   * @param happened such as {@code Plan edited}
   * @param object the name of what it was done to; null when it has none, or none any more
   * @param tenant its name; null for the platform's own
   */
  record Line(
      Moment moment,
      @Nullable String person,
      String actor,
      String happened,
      @Nullable String object,
      String objectId,
      @Nullable String tenant,
      List<Difference> differences) {

    /** The end of the id, in which those that were made together differ. */
    public String shortId() {
      return objectId.length() <= SHORT_ID
          ? objectId
          : "…" + objectId.substring(objectId.length() - SHORT_ID);
    }
  }

  /** A field that changed; null is a value that was not there. */
  record Difference(String field, @Nullable String before, @Nullable String after) {}

  Mono<List<Line>> of(List<AuditEntry> entries, SignedIn person) {
    return names
        .behind(entries)
        .map(known -> entries.stream().map(entry -> line(entry, known, person)).toList());
  }

  private Line line(AuditEntry entry, Map<String, String> known, SignedIn person) {
    var change = entry.change();
    var user = change.actor().user();
    var tenant = change.tenant();
    return new Line(
        moments.of(entry.occurredAt(), person),
        user == null ? null : known.get(user.toString()),
        change.actor().name(),
        words.happened(change.objectType(), change.action()),
        object(change, known),
        change.objectId(),
        tenant == null ? null : known.get(tenant.toString()),
        differences(change, known, person));
  }

  /** What it is called now, or what it was called when it was changed. */
  private static @Nullable String object(Change change, Map<String, String> known) {
    var fields = change.after().isEmpty() ? change.before() : change.after();
    var called = fields.getOrDefault("name", fields.get("email"));
    return known.getOrDefault(change.objectId(), called);
  }

  private List<Difference> differences(Change change, Map<String, String> known, SignedIn person) {
    var fields = new TreeSet<>(change.before().keySet());
    fields.addAll(change.after().keySet());
    return fields.stream()
        .map(field ->
            new Difference(
                words.field(field),
                words.value(field, change.before().get(field), known, person),
                words.value(field, change.after().get(field), known, person)))
        .filter(one -> !Objects.equals(one.before(), one.after()))
        .toList();
  }
}
