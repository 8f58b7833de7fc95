package io.tollgate.persistence.response;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.response.Chain;
import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.domain.response.StoredResponse;
import io.tollgate.domain.response.StoredResponses;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.persistence.PersistenceForTests;
import io.tollgate.persistence.World;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoredResponseTests {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final StoredResponses.Limit LIMIT = new StoredResponses.Limit(10, 1000);

  private static PersistenceForTests persistence;
  private static StoredResponses responses;
  private static ResponseOwner owner;

  @BeforeAll
  static void start() {
    persistence = PersistenceForTests.start();
    responses = persistence.port(StoredResponses.class);
    var world = World.storedIn(persistence);
    owner = new ResponseOwner(world.consumer().id(), world.application().id(), world.api().id());
  }

  @AfterAll
  static void stop() {
    persistence.close();
  }

  @Test
  void givesBackAConversationOldestFirst() {
    var first = saved(null, 10);
    var second = saved(first, 20);
    var third = saved(second, 30);

    assertThat(chain(third, owner)).isEqualTo(new Chain.Complete(List.of(first, second, third)));
    assertThat(find(second, owner)).isEqualTo(second);
  }

  @Test
  void savesTheSameResponseOnce() {
    var response = saved(null, 10);

    get(responses.save(response));

    assertThat(find(response, owner)).isEqualTo(response);
  }

  @Test
  void isNobodyElses() {
    var response = saved(null, 10);

    for (var other :
        List.of(
            new ResponseOwner(TenantId.create(), owner.application(), owner.api()),
            new ResponseOwner(owner.tenant(), ApplicationId.create(), owner.api()),
            new ResponseOwner(owner.tenant(), owner.application(), ApiId.create()))) {
      assertThat(chain(response, other)).isEqualTo(new Chain.Broken());
    }
    var other = new ResponseOwner(owner.tenant(), ApplicationId.create(), owner.api());
    assertThat(find(response, other)).isNull();
    assertThat(delete(response, other)).isFalse();
    assertThat(find(response, owner)).isEqualTo(response);
  }

  @Test
  void isGoneOnceItHasExpiredAndWithItWhatCameAfter() {
    var first = expiring(null, NOW.plusSeconds(1));
    var second = saved(first, 10);
    var later = NOW.plusSeconds(2);

    assertThat(get(responses.chain(first.id(), owner, LIMIT, later))).isEqualTo(new Chain.Broken());
    assertThat(get(responses.chain(second.id(), owner, LIMIT, later)))
        .isEqualTo(new Chain.Broken());
    assertThat(get(responses.find(first.id(), owner.application(), Set.of(owner.api()), later)))
        .isNull();
    assertThat(get(responses.deleteExpired(later))).isPositive();
    assertThat(
            persistence
                .database()
                .query("select count(*) from stored_response where id = '" + first.id() + "'"))
        .isEqualTo("0");
    assertThat(find(second, owner)).isEqualTo(second);
  }

  @Test
  void aDeletedTurnBreaksTheConversation() {
    var first = saved(null, 10);
    var second = saved(first, 10);

    assertThat(delete(first, owner)).isTrue();

    assertThat(delete(first, owner)).isFalse();
    assertThat(chain(second, owner)).isEqualTo(new Chain.Broken());
  }

  @Test
  void readsNoMoreThanWasAskedFor() {
    var large = saved(saved(null, 600), 600);
    StoredResponse last = saved(null, 1);
    for (int turn = 2; turn <= 10; turn++) {
      last = saved(last, 1);
    }

    assertThat(chain(large, owner)).isEqualTo(new Chain.TooLong());
    assertThat(chain(last, owner)).isInstanceOf(Chain.Complete.class);
    assertThat(chain(saved(last, 1), owner)).isEqualTo(new Chain.TooLong());
  }

  private static StoredResponse saved(@Nullable StoredResponse previous, int bytes) {
    return saved(previous, bytes, NOW.plus(Duration.ofDays(1)));
  }

  private static StoredResponse expiring(@Nullable StoredResponse previous, Instant expiresAt) {
    return saved(previous, 10, expiresAt);
  }

  private static StoredResponse saved(
      @Nullable StoredResponse previous, int bytes, Instant expiresAt) {
    UUID before = previous == null ? null : previous.id();
    var response =
        new StoredResponse(
            UuidV7.at(NOW), owner, before, ByteBuffer.allocate(bytes), NOW, expiresAt);
    get(responses.save(response));
    return response;
  }

  private static @Nullable Chain chain(StoredResponse last, ResponseOwner of) {
    return get(responses.chain(last.id(), of, LIMIT, NOW));
  }

  private static @Nullable StoredResponse find(StoredResponse response, ResponseOwner of) {
    return get(responses.find(response.id(), of.application(), Set.of(of.api()), NOW));
  }

  private static boolean delete(StoredResponse response, ResponseOwner of) {
    return Boolean.TRUE.equals(
        get(responses.delete(response.id(), of.application(), Set.of(of.api()), NOW)));
  }
}
