/**
 * What can go wrong on demand: directives in the {@code x-simulator-fault} header ({@code
 * delay-first=500ms, no-usage}) or behind the model's name ({@code sim-small+delay-first=500ms
 * +no-usage}, without the space), and how they spoil a reply.
 */
@NullMarked
package io.tollgate.simulator.fault;

import org.jspecify.annotations.NullMarked;
