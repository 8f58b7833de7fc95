package io.tollgate.domain.audit;

import java.time.Instant;

/** A change as it was written into the chain. */
public record AuditEntry(long sequence, Instant occurredAt, Change change) {}
