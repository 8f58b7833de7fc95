package io.tollgate.simulator.answer;

/** Whether the model may, must not or must call a tool. */
public sealed interface ToolChoice {
  /** The model decides: it calls the tools that the last user message names. */
  record Auto() implements ToolChoice {}

  /** No tool may be called. */
  record None() implements ToolChoice {}

  /** Some tool must be called. */
  record Required() implements ToolChoice {}

  /** This tool must be called. */
  record Named(String name) implements ToolChoice {}
}
