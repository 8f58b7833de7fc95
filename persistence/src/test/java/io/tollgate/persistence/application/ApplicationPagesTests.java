package io.tollgate.persistence.application;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Application.Status;
import io.tollgate.domain.application.ApplicationFilter;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The applications of a tenant that has very many. */
class ApplicationPagesTests {

  private static PersistenceForTests persistence;
  private static Tenant crowded;
  private static Tenant other;

  private final Applications applications = persistence.port(Applications.class);

  /** Two tenants with 20,000 applications of the same names each; every tenth is disabled. */
  @BeforeAll
  static void fill() {
    persistence = PersistenceForTests.start();
    crowded = Samples.tenant();
    other = Samples.tenant();
    var tenants = persistence.port(Tenants.class);
    persistence.write(tenants.save(crowded).then(tenants.save(other)));
    persistence
        .database()
        .execute(
            """
            insert into application (id, tenant_id, name, status, created_at)
            select
              gen_random_uuid(), tenant.id, 'App ' || n,
              case when n %% 10 = 0 then 'disabled' else 'active' end, now()
            from tenant cross join generate_series(1, 20000) n
            where tenant.id in ('%s', '%s')
            """
                .formatted(crowded.id(), other.id()),
            "analyze application");
  }

  @AfterAll
  static void close() {
    persistence.close();
  }

  @Test
  void pagesHoldEachApplicationOfTheTenantOnce() {
    var read = new ArrayList<Application>();
    List<Application> page;
    do {
      page = page(ApplicationFilter.ALL, read.isEmpty() ? null : read.getLast().id(), 999);
      read.addAll(page);
    } while (page.size() == 999);

    assertThat(read).hasSize(20_000).doesNotHaveDuplicates();
    assertThat(read).allMatch(application -> application.tenant().equals(crowded.id()));
    assertThat(page(ApplicationFilter.ALL, read.getLast().id(), 50)).isEmpty();
  }

  @Test
  void aPageIsReadFromItsIndexWhereverItLies() {
    var middle = page(named("app 15000"), null, 1).getFirst().id();

    assertThat(plan(null)).contains("Index").doesNotContain("Sort", "Seq Scan");
    assertThat(plan(middle)).contains("Index").doesNotContain("Sort", "Seq Scan");
  }

  @Test
  void applicationsAreFoundByAPartOfTheNameInAnyCaseAndByState() {
    assertThat(page(named("APP 1999"), null, 50)).hasSize(11);
    assertThat(page(new ApplicationFilter("app 1999", Status.DISABLED), null, 50)).hasSize(1);
    assertThat(page(named("%"), null, 50)).isEmpty();
  }

  @Test
  void aCursorOfAnotherTenantLeadsNowhere() {
    var foreign = get(applications.of(other.id(), ApplicationFilter.ALL, null, 1).next());

    assertThat(page(ApplicationFilter.ALL, foreign.id(), 50)).isEmpty();
    assertThat(page(ApplicationFilter.ALL, ApplicationId.create(), 50)).isEmpty();
  }

  @Test
  void applicationsAreCountedWithoutBeingRead() {
    assertThat(get(applications.count(crowded.id()))).isEqualTo(20_000);
  }

  @Test
  void aPageHasALargestSize() {
    assertThatThrownBy(() -> page(ApplicationFilter.ALL, null, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ApplicationFilter named(String part) {
    return new ApplicationFilter(part, null);
  }

  private List<Application> page(
      ApplicationFilter filter, @Nullable ApplicationId after, int limit) {
    return get(applications.of(crowded.id(), filter, after, limit).collectList());
  }

  private static String plan(@Nullable ApplicationId after) {
    var search = ApplicationSearch.of(crowded.id(), ApplicationFilter.ALL, after);
    return String.join(
        "\n",
        DatabaseClient.create(persistence.pool("portal"))
            .sql("explain select * from application " + search)
            .bindValues(search.values())
            .bind("limit", 51)
            .mapValue(String.class)
            .all()
            .collectList()
            .block(Duration.ofMinutes(1)));
  }
}
