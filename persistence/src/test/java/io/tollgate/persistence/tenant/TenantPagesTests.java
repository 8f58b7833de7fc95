package io.tollgate.persistence.tenant;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Very many tenants, and one that has very many members. */
class TenantPagesTests {

  private static PersistenceForTests persistence;
  private static Tenant crowded;

  private final Tenants tenants = persistence.port(Tenants.class);

  /** 10,000 tenants, ten of each name, and 10,000 members who joined four at each second. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    crowded = Samples.tenant();
    persistence.write(persistence.port(Tenants.class).save(crowded));
    persistence
        .database()
        .execute(
            """
            insert into tenant (id, slug, name, kind, created_at)
            select gen_random_uuid(), 'many-' || n, 'Many ' || n % 1000, 'team', now()
            from generate_series(1, 10000) n
            """,
            """
            insert into app_user (id, email, display_name, created_at)
            select gen_random_uuid(), 'many' || n || '@example.com', 'Person Many ' || n, now()
            from generate_series(1, 10000) n
            """,
            """
            insert into membership (tenant_id, user_id, role, created_at)
            select
              '%s', id, 'developer',
              timestamptz '2026-01-01 00:00Z'
                + substr(display_name, 13)::int / 4 * interval '1 second'
            from app_user
            """
                .formatted(crowded.id()),
            "analyze");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void pagesHoldEachTenantOnceEvenWhereNamesAreEqual() {
    var whole = get(tenants.list("many", null, 10_000).collectList());
    var read = new ArrayList<Tenant>();
    List<Tenant> page;
    do {
      page = tenants("many", read.isEmpty() ? null : read.getLast().id(), 777);
      read.addAll(page);
    } while (page.size() == 777);

    assertThat(whole).hasSize(10_000);
    assertThat(read).isEqualTo(whole);
    assertThat(tenants("many", read.getLast().id(), 50)).isEmpty();
  }

  @Test
  void tenantsAreFoundByAPartOfTheirNamesInAnyCase() {
    assertThat(tenants("MANY 77", null, 200)).hasSize(110);
    assertThat(tenants("many-9999", null, 50)).extracting(Tenant::slug).contains("many-9999");
    assertThat(tenants("%", null, 50)).isEmpty();
    assertThat(tenants(null, TenantId.create(), 50)).isEmpty();
  }

  @Test
  void pagesHoldEachMemberOnceEvenWhereMomentsAreEqual() {
    var read = new ArrayList<Membership>();
    List<Membership> page;
    do {
      page = members(null, read.isEmpty() ? null : read.getLast().user(), 333);
      read.addAll(page);
    } while (page.size() == 333);

    assertThat(read).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(read).extracting(Membership::createdAt).isSorted();
    assertThat(get(tenants.memberCount(crowded.id()))).isEqualTo(10_000);
  }

  @Test
  void membersAreFoundByNameOrAddressWithinTheirTenant() {
    var found = members("MANY 9999", null, 50);
    assertThat(found).hasSize(1);
    assertThat(members("many9999@", null, 50)).isEqualTo(found);
    assertThat(members("nobody", null, 50)).isEmpty();
    assertThat(members(null, UserId.create(), 50)).isEmpty();

    var someone = found.getFirst().user();
    assertThat(get(tenants.member(crowded.id(), someone))).isEqualTo(found.getFirst());
    assertThat(get(tenants.member(TenantId.create(), someone))).isNull();
    assertThat(get(tenants.members(TenantId.create(), null, null, 50).collectList())).isEmpty();
    assertThat(get(tenants.members(TenantId.create(), null, someone, 50).collectList())).isEmpty();
  }

  @Test
  void aPageIsReadFromItsIndexWhereverItLies() {
    var tenant = tenants("many-5000", null, 1).getFirst().id();
    var member = members("many5000@", null, 1).getFirst().user();

    for (var after : Arrays.asList(null, tenant)) {
      assertThat(plan("tenant", TenantSearch.tenants(null, after)))
          .contains("tenant_page")
          .doesNotContain("Sort", "Seq Scan");
    }
    for (var after : Arrays.asList(null, member)) {
      assertThat(plan("membership", TenantSearch.members(crowded.id(), null, after)))
          .contains("membership_page")
          .doesNotContain("Sort", "Seq Scan");
    }
  }

  @Test
  void aPageHasALargestSize() {
    assertThatThrownBy(() -> tenants(null, null, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> members(null, null, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Tenant> tenants(@Nullable String text, @Nullable TenantId after, int limit) {
    return get(tenants.list(text, after, limit).collectList());
  }

  private List<Membership> members(@Nullable String text, @Nullable UserId after, int limit) {
    return get(tenants.members(crowded.id(), text, after, limit).collectList());
  }

  private static String plan(String table, TenantSearch search) {
    return String.join(
        "\n",
        DatabaseClient.create(persistence.pool("portal"))
            .sql("explain select * from " + table + " " + search)
            .bindValues(search.values())
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(Duration.ofMinutes(1)));
  }
}
