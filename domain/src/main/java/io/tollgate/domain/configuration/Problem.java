package io.tollgate.domain.configuration;

import java.util.UUID;

/**
 * A definition that a gateway leaves out, and why; both texts are for an admin to read and hold no
 * secret.
 *
 * @param objectType what it is, such as {@code api} or {@code deployment}
 * @param reason what is wrong with it
 * @param remedy what to do about it
 */
public record Problem(String objectType, UUID objectId, String reason, String remedy) {}
