package io.tollgate.portal.subscription;

import org.jspecify.annotations.Nullable;

/** Why a request is refused. */
record RejectForm(@Nullable String reason) {}
