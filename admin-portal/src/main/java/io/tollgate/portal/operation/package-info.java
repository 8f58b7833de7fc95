/**
 * What all operations share: how input is checked, how a refusal is told, how a change is recorded
 * and who may know of what.
 */
@NullMarked
package io.tollgate.portal.operation;

import org.jspecify.annotations.NullMarked;
