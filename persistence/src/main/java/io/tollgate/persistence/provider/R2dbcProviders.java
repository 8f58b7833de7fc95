package io.tollgate.persistence.provider;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.persistence.database.Detached;
import io.tollgate.persistence.database.UniqueConstraint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Providers} on PostgreSQL. */
final class R2dbcProviders implements Providers {

  private static final String SELECT = "select " + ProviderRow.COLUMNS + " from provider ";

  private static final String SAVE =
      """
      insert into provider (
        id, slug, name, wire_format, vendor, base_url, auth_style, auth_header, encrypted_secret,
        secret_hint, region, settings, allow_private_network, status, created_at)
      values (
        :id, :slug, :name, :wireFormat, :vendor, :baseUrl, :authStyle, :authHeader,
        :encryptedSecret, :secretHint, :region, :settings::jsonb, :allowPrivateNetwork, :status,
        :createdAt)
      on conflict (id) do update set
        slug = excluded.slug,
        name = excluded.name,
        wire_format = excluded.wire_format,
        vendor = excluded.vendor,
        base_url = excluded.base_url,
        auth_style = excluded.auth_style,
        auth_header = excluded.auth_header,
        encrypted_secret = excluded.encrypted_secret,
        secret_hint = excluded.secret_hint,
        region = excluded.region,
        settings = excluded.settings,
        allow_private_network = excluded.allow_private_network,
        status = excluded.status
      """;

  private final DatabaseClient database;

  R2dbcProviders(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Provider> find(ProviderId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .mapProperties(ProviderRow.class)
        .one()
        .as(Detached::mono)
        .map(ProviderRow::toProvider);
  }

  @Override
  public Mono<Provider> findBySlug(String slug) {
    return database
        .sql(SELECT + "where slug = :slug")
        .bind("slug", slug)
        .mapProperties(ProviderRow.class)
        .one()
        .as(Detached::mono)
        .map(ProviderRow::toProvider);
  }

  @Override
  public Flux<Provider> all() {
    return database
        .sql(SELECT + "order by name, id")
        .mapProperties(ProviderRow.class)
        .all()
        .as(Detached::flux)
        .map(ProviderRow::toProvider);
  }

  @Override
  public Mono<Provider> save(Provider provider) {
    return database
        .sql(SAVE)
        .bindProperties(ProviderRow.of(provider))
        .then()
        .onErrorMap(DuplicateKeyException.class, R2dbcProviders::inWordsOfTheDomain)
        .thenReturn(provider);
  }

  private static Throwable inWordsOfTheDomain(DuplicateKeyException failure) {
    return switch (UniqueConstraint.violatedBy(failure)) {
      case "provider_slug_key" -> new AlreadyExists("slug");
      default -> failure;
    };
  }
}
