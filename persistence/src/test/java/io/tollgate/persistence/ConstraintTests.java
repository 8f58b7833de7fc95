package io.tollgate.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema itself refuses what must never be, whoever writes it. */
class ConstraintTests {

  private static PersistenceForTests persistence;

  @BeforeAll
  static void start() {
    persistence = PersistenceForTests.start();
    World.storedIn(persistence);
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update tenant set slug = 'Not A Slug'",
        "update tenant set status = 'gone'",
        "update app_user set email = 'Upper@example.com'",
        "update app_user set email = 'nobody'",
        "update provider set base_url = 'file:///etc/passwd'",
        "update provider set auth_style = 'header', auth_header = null",
        "update model set context_window = 0",
        "update deployment set weight = 0",
        "update price set input = -1",
        "update price set currency = 'usd'",
        "update api set base_path = '/../admin'",
        "update api set lifecycle = 'deployed'",
        "update api set response_days = 0",
        "update plan set requests_per_minute = 0",
        "update route set upstream_url = 'gopher://example.com'",
        "update route set rewrite_replacement = null",
        "update credential set hash = '\\x00'",
        "update subscription set status = 'rejected', reason = ' '",
        // Both tenants of a subscription are those of its application and its API.
        "update subscription set tenant_id = owner_tenant_id",
        "update subscription set owner_tenant_id = tenant_id",
        // A plan belongs to the API that is subscribed to.
        "update subscription set plan_id = gen_random_uuid()",
        "delete from tenant",
        "delete from application",
        "delete from model",
        "delete from provider",
        "delete from plan",
        "insert into configuration_version (version, changed_at) values (1, now())",
        "insert into audit_head (sequence, hash) values (1, 'x')"
      })
  void refuse(String statement) {
    assertThatThrownBy(() -> persistence.database().execute(statement))
        .hasMessageContaining("violates");
  }
}
