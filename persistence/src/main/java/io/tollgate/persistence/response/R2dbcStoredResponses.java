package io.tollgate.persistence.response;

import io.r2dbc.spi.Readable;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.response.Chain;
import io.tollgate.domain.response.ResponseOwner;
import io.tollgate.domain.response.StoredResponse;
import io.tollgate.domain.response.StoredResponses;
import io.tollgate.persistence.database.Detached;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link StoredResponses} on PostgreSQL. */
final class R2dbcStoredResponses implements StoredResponses {

  private static final String SAVE =
      """
      insert into stored_response (
        id, tenant_id, application_id, api_id, previous_id, content, created_at, expires_at)
      values (
        :id, :tenantId, :applicationId, :apiId, :previousId, :content, :createdAt, :expiresAt)
      on conflict (id) do nothing
      """;

  /** Steps back by ids alone; the contents are read once it is known that they are not too many. */
  private static final String CHAIN =
      """
      with recursive chain as (
        select id, previous_id, octet_length(content) as bytes, 1 as depth
        from stored_response
        where id = :id and tenant_id = :tenant and application_id = :application
          and api_id = :api and expires_at > :now
        union all
        select step.id, step.previous_id, octet_length(step.content), chain.depth + 1
        from chain join stored_response step on step.id = chain.previous_id
        where step.tenant_id = :tenant and step.application_id = :application
          and step.api_id = :api and step.expires_at > :now and chain.depth <= :turns
      ), measured as (
        select id, depth, sum(bytes) over () as total from chain
      )
      select turn.id, turn.previous_id, turn.created_at, turn.expires_at,
        case when total <= :bytes then turn.content end as content
      from measured join stored_response turn using (id)
      order by depth desc
      """;

  private static final String OF_OWNER =
      " where id = :id and application_id = :application and api_id = any(:apis)"
          + " and expires_at > :now";

  /** In portions, each a short transaction; nodes that meet here take different ones. */
  private static final String DELETE_EXPIRED =
      """
      delete from stored_response where id in (
        select id from stored_response where expires_at <= :now
        order by expires_at limit 500 for update skip locked)
      """;

  private final DatabaseClient database;

  R2dbcStoredResponses(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> save(StoredResponse response) {
    return database
        .sql(SAVE)
        .bindProperties(StoredResponseRow.of(response))
        .then()
        .as(Detached::mono);
  }

  @Override
  public Mono<Chain> chain(UUID last, ResponseOwner owner, Limit limit, Instant now) {
    return database
        .sql(CHAIN)
        .bind("id", last)
        .bind("tenant", owner.tenant().value())
        .bind("application", owner.application().value())
        .bind("api", owner.api().value())
        .bind("now", now)
        .bind("turns", limit.turns())
        .bind("bytes", limit.bytes())
        .map(row -> Link.of(row, owner))
        .all()
        .collectList()
        .as(Detached::mono)
        .map(links -> chain(links, limit));
  }

  private static Chain chain(List<Link> links, Limit limit) {
    if (links.size() > limit.turns() || links.stream().anyMatch(link -> link.turn() == null)) {
      return new Chain.TooLong();
    }
    if (links.isEmpty() || links.getFirst().previous() != null) {
      return new Chain.Broken();
    }
    return new Chain.Complete(links.stream().map(Link::turn).map(Objects::requireNonNull).toList());
  }

  /** A turn of a chain, without its content where the whole is too much. */
  private record Link(@Nullable UUID previous, @Nullable StoredResponse turn) {

    static Link of(Readable row, ResponseOwner owner) {
      var previous = row.get("previous_id", UUID.class);
      var content = row.get("content", ByteBuffer.class);
      return content == null
          ? new Link(previous, null)
          : new Link(
              previous,
              new StoredResponse(
                  Objects.requireNonNull(row.get("id", UUID.class)),
                  owner,
                  previous,
                  content,
                  Objects.requireNonNull(row.get("created_at", Instant.class)),
                  Objects.requireNonNull(row.get("expires_at", Instant.class))));
    }
  }

  @Override
  public Mono<StoredResponse> find(
      UUID id, ApplicationId application, Set<ApiId> apis, Instant now) {
    return ofOwner(
            "select " + StoredResponseRow.COLUMNS + " from stored_response" + OF_OWNER,
            id,
            application,
            apis,
            now)
        .mapProperties(StoredResponseRow.class)
        .one()
        .as(Detached::mono)
        .map(StoredResponseRow::toResponse);
  }

  @Override
  public Mono<Boolean> delete(UUID id, ApplicationId application, Set<ApiId> apis, Instant now) {
    return ofOwner("delete from stored_response" + OF_OWNER, id, application, apis, now)
        .fetch()
        .rowsUpdated()
        .as(Detached::mono)
        .map(deleted -> deleted > 0);
  }

  private DatabaseClient.GenericExecuteSpec ofOwner(
      String sql, UUID id, ApplicationId application, Set<ApiId> apis, Instant now) {
    return database
        .sql(sql)
        .bind("id", id)
        .bind("application", application.value())
        .bind("apis", apis.stream().map(ApiId::value).toArray(UUID[]::new))
        .bind("now", now);
  }

  @Override
  public Mono<Long> deleteExpired(Instant now) {
    return database.sql(DELETE_EXPIRED).bind("now", now).fetch().rowsUpdated().as(Detached::mono);
  }
}
