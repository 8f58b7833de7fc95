package io.tollgate.persistence.subscription;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.subscription.Subscription;
import io.tollgate.domain.subscription.Subscription.Status;
import io.tollgate.domain.subscription.SubscriptionCount;
import io.tollgate.domain.subscription.SubscriptionFilter;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.subscription.SubscriptionScope;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import io.tollgate.persistence.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The subscriptions of a tenant that has very many. */
class SubscriptionPagesTests {

  private static PersistenceForTests persistence;
  private static World world;
  private static Tenant crowded;
  private static SubscriptionScope consumed;
  private static SubscriptionScope granted;

  private final Subscriptions subscriptions = persistence.port(Subscriptions.class);

  /** 20,000 applications with one each, two at each second; every hundredth waits. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    world = World.storedIn(persistence);
    crowded = Samples.tenant();
    consumed = SubscriptionScope.consumedBy(crowded.id());
    granted = SubscriptionScope.grantedBy(world.owner().id());
    persistence.write(persistence.port(Tenants.class).save(crowded));
    persistence
        .database()
        .execute(
            """
            insert into application (id, tenant_id, name, created_at)
            select gen_random_uuid(), '%s', 'Crowd ' || n, now() from generate_series(1, 20000) n
            """
                .formatted(crowded.id()),
            """
            insert into subscription (
              id, application_id, tenant_id, api_id, owner_tenant_id, plan_id, status, reason,
              requested_at)
            select
              gen_random_uuid(), application.id, tenant_id, '%s', '%s', '%s',
              case
                when n %% 100 = 0 then 'pending'
                when n %% 100 = 1 then 'rejected'
                else 'approved'
              end,
              'why',
              timestamptz '2026-01-01 00:00Z' + n / 2 * interval '1 second'
            from application cross join lateral (select substr(name, 7)::int as n) numbered
            where tenant_id = '%s'
            """
                .formatted(world.api().id(), world.owner().id(), world.plan().id(), crowded.id()),
            "analyze application",
            "analyze subscription");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void aPageIsReadFromItsIndexWhereverItLies() {
    var middle =
        page(SubscriptionFilter.of(consumed).named("crowd 10000"), null, 1).getFirst().id();

    for (var scope : List.of(consumed, granted)) {
      for (var after : Arrays.asList(null, middle)) {
        var search = SubscriptionSearch.newestFirst(SubscriptionFilter.of(scope), after);
        assertThat(plan(search)).contains("Index Scan").doesNotContain("Sort", "Seq Scan");
      }
    }
    for (var scope : List.of(granted, new SubscriptionScope.Platform())) {
      assertThat(plan(SubscriptionSearch.waiting(scope, null)))
          .contains("subscription_pending")
          .doesNotContain("Sort", "Seq Scan");
    }
  }

  @Test
  void pagesHoldEachSubscriptionOnceEvenWhereMomentsAreEqual() {
    var filter = SubscriptionFilter.of(consumed).named("CROWD 77");
    var whole = page(filter, null, 10_000);

    var read = walk(7, (after, limit) -> page(filter, after, limit));

    assertThat(whole).hasSize(111);
    assertThat(read).isEqualTo(whole);
    assertThat(read).extracting(Subscription::requestedAt).isSortedAccordingTo(newestFirst());
  }

  @Test
  void whatWaitsComesOldestFirstPageByPage() {
    var whole = waiting(granted, null, 10_000);

    var read = walk(30, (after, limit) -> waiting(granted, after, limit));

    // One more is the world's own.
    assertThat(whole).hasSize(201);
    assertThat(read).isEqualTo(whole);
    assertThat(read).extracting(Subscription::requestedAt).isSorted();
    assertThat(waiting(new SubscriptionScope.Platform(), null, 10_000)).isEqualTo(whole);
    assertThat(waiting(new SubscriptionScope.Owners(Set.of()), null, 50)).isEmpty();
    var tenants = Set.of(world.owner().id(), world.consumer().id());
    assertThat(waiting(new SubscriptionScope.Owners(tenants), null, 10_000)).isEqualTo(whole);
  }

  @Test
  void subscriptionsAreFoundByTheNameOfTheirApiOrApplicationAndByState() {
    var all = SubscriptionFilter.of(consumed);

    assertThat(page(all.named("crowd 1999"), null, 50)).hasSize(11);
    assertThat(page(all.named(world.api().name()), null, 50)).hasSize(50);
    assertThat(page(all.named("crowd 1900").in(Status.PENDING), null, 50)).hasSize(2);
    assertThat(page(all.in(Status.CLOSED), null, 50)).isEmpty();
    assertThat(page(all.named("%"), null, 50)).isEmpty();
  }

  @Test
  void aTenantSeesItsOwnAndACursorOfAnotherLeadsNowhere() {
    var foreign = page(SubscriptionFilter.of(consumed), null, 1).getFirst().id();
    var own = SubscriptionFilter.of(SubscriptionScope.consumedBy(world.consumer().id()));

    assertThat(page(own, null, 50)).containsExactly(world.subscription());
    assertThat(page(own.named("crowd"), null, 50)).isEmpty();
    assertThat(page(own, foreign, 50)).isEmpty();
    assertThat(page(own, SubscriptionId.create(), 50)).isEmpty();
    assertThat(page(SubscriptionFilter.of(granted).by(world.consumer().id()), null, 50))
        .containsExactly(world.subscription());
  }

  @Test
  void thePageBehindTheLastIsEmpty() {
    var last = waiting(granted, null, 10_000).getLast();

    assertThat(waiting(granted, last.id(), 50)).isEmpty();
  }

  @Test
  void countingEndsWhereNobodyCountsOn() {
    var pending = SubscriptionFilter.of(granted).in(Status.PENDING);

    assertThat(get(subscriptions.count(pending, 100))).isEqualTo(100);
    assertThat(get(subscriptions.count(pending))).isEqualTo(201);
    assertThat(get(subscriptions.count(pending.on(world.plan().id()).in(Status.LIVE))))
        .isEqualTo(19_801);
    assertThat(get(subscriptions.count(pending.by(TenantId.create())))).isZero();
  }

  @Test
  void subscriptionsAreCountedByApplication() {
    var one = page(SubscriptionFilter.of(consumed), null, 1).getFirst().application();

    var counted = subscriptions.counts(Set.of(one, ApplicationId.create())).collectList();

    assertThat(get(counted)).containsExactly(new SubscriptionCount(one, 1));
  }

  @Test
  void ofEachLiveStateTheNewestIsFound() {
    var apis = List.of(world.api().id());
    var found = get(subscriptions.live(Set.of(crowded.id()), apis).collectList());

    var newest = page(SubscriptionFilter.of(consumed).in(Status.APPROVED), null, 1);
    var pending = page(SubscriptionFilter.of(consumed).in(Status.PENDING), null, 1);
    assertThat(found).containsExactlyInAnyOrder(newest.getFirst(), pending.getFirst());
    assertThat(get(subscriptions.live(List.of(), apis).collectList())).isEmpty();
  }

  @Test
  void aPageHasALargestSize() {
    assertThatThrownBy(() -> page(SubscriptionFilter.of(consumed), null, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Subscription> page(
      SubscriptionFilter filter, @Nullable SubscriptionId after, int limit) {
    return get(subscriptions.list(filter, after, limit).collectList());
  }

  private List<Subscription> waiting(
      SubscriptionScope scope, @Nullable SubscriptionId after, int limit) {
    return get(subscriptions.waiting(scope, after, limit).collectList());
  }

  private static String plan(SubscriptionSearch search) {
    return String.join(
        "\n",
        DatabaseClient.create(persistence.pool("portal"))
            .sql("explain select * from subscription " + search)
            .bindValues(search.values())
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(Duration.ofMinutes(1)));
  }

  private static List<Subscription> walk(
      int size, BiFunction<@Nullable SubscriptionId, Integer, List<Subscription>> pages) {
    var read = new ArrayList<Subscription>();
    List<Subscription> page;
    do {
      page = pages.apply(read.isEmpty() ? null : read.getLast().id(), size);
      read.addAll(page);
    } while (page.size() == size);
    return read;
  }

  private static Comparator<Instant> newestFirst() {
    return Comparator.reverseOrder();
  }
}
