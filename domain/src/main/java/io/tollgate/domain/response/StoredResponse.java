package io.tollgate.domain.response;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: what was said, and what was answered.
 *
 * @param id of the request that it answered
 * @param previous the turn before; null for the first one
 * @param content encrypted; what is in it is the gateway's business alone
 * @param expiresAt from when on nobody gets to read it any more
 */
public record StoredResponse(
    UUID id,
    ResponseOwner owner,
    @Nullable UUID previous,
    ByteBuffer content,
    Instant createdAt,
    Instant expiresAt) {}
