package io.tollgate.persistence.database;

import io.tollgate.domain.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is and how much of it an application may use.
 *
 * @param url an R2DBC URL such as {@code
 *     r2dbc:postgresql://host:5432/tollgate?sslMode=verify-full}; when given, it stands for host,
 *     port and name
 * @param statementTimeout after which the server gives up on a statement; 0 sends no parameter of
 *     ours when connecting, for poolers that refuse them
 * @param preparedStatements how many prepared statements a connection keeps; 0 behind a pooler that
 *     shares connections between transactions
 * @param acquireTimeout how long a caller waits for a connection
 * @param validationTimeout how long a connection may take to prove that it is alive
 * @param maxLifeTime after which a connection is replaced, so that none outlives a fail-over for
 *     long
 * @param ledgerMonths how many months of ledger entries are kept beside the current one; without
 *     it, all of them
 */
@ConfigurationProperties("tollgate.database")
public record DatabaseProperties(
    @Nullable Secret url,
    @DefaultValue("localhost") String host,
    @DefaultValue("5432") int port,
    @DefaultValue("tollgate") String name,
    @DefaultValue("tollgate") String user,
    @Nullable Secret password,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration statementTimeout,
    @DefaultValue("64") int preparedStatements,
    @DefaultValue PoolSizes poolSizes,
    @DefaultValue("5s") Duration acquireTimeout,
    @DefaultValue("2s") Duration validationTimeout,
    @DefaultValue("5m") Duration maxIdleTime,
    @DefaultValue("30m") Duration maxLifeTime,
    @Nullable Integer ledgerMonths) {

  public DatabaseProperties {
    if (preparedStatements < 0) {
      throw new IllegalArgumentException("tollgate.database.prepared-statements is negative");
    }
    if (ledgerMonths != null && ledgerMonths < 1) {
      throw new IllegalArgumentException("tollgate.database.ledger-months is at least 1");
    }
  }

  /** How many connections each pool opens at most. */
  public record PoolSizes(
      @DefaultValue("2") int configuration,
      @DefaultValue("4") int ledger,
      @DefaultValue("4") int responses,
      @DefaultValue("16") int portal) {

    public PoolSizes {
      if (configuration < 1 || ledger < 1 || responses < 1 || portal < 1) {
        throw new IllegalArgumentException("each of tollgate.database.pool-sizes is at least 1");
      }
    }
  }
}
