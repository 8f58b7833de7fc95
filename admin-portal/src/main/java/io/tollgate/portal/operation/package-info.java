/**
 * What all operations share: how input is checked, how a refusal is told and how a change is
 * recorded.
 */
@NullMarked
package io.tollgate.portal.operation;

import org.jspecify.annotations.NullMarked;
