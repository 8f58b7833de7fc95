package io.tollgate.domain.provider;

/** How the gateway proves itself to a provider. */
public enum AuthStyle {
  NONE,
  /** {@code Authorization: Bearer <secret>}. */
  BEARER,
  /** The secret alone in a header that the provider names. */
  HEADER,
  /** The secret as the query parameter {@code key}. */
  QUERY,
  /**
   * AWS Signature Version 4; the secret is {@code <access key id>:<secret access key>[:<session
   * token>]}.
   */
  SIGV4
}
