package io.tollgate.domain.snapshot;

import java.util.UUID;

/**
 * A definition that a gateway left out, and why.
 *
 * @param objectType what it is, such as {@code api} or {@code deployment}
 * @param reason for an admin to read; holds no secret
 */
public record Problem(String objectType, UUID objectId, String reason) {}
