package io.tollgate.domain.application;

/**
 * How many credentials a tenant has.
 *
 * @param valid those that the gateway takes, if their applications may call
 * @param used those that ever served a call, whether they still do or not
 */
public record CredentialTotals(long valid, long used) {}
