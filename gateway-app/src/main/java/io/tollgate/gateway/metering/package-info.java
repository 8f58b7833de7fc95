/**
 * The one ledger entry of every request: journalled before and after the call, then copied to
 * PostgreSQL.
 */
@NullMarked
package io.tollgate.gateway.metering;

import org.jspecify.annotations.NullMarked;
