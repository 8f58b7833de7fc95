package io.tollgate.domain.authorization;

/** What an access token may be used for. A token never exceeds the person who made it. */
public enum Scope {
  /** Reading everything that the person may read. */
  READ,
  /** Applications, keys and subscriptions of the person's tenants. */
  DEVELOP,
  /** Publishing APIs, deciding on subscriptions, members. */
  ADMINISTER,
  /** Providers, models, prices, tenants: for platform admins. */
  PLATFORM
}
