package io.tollgate.simulator.answer;

/** Why the model stopped. */
public enum Finish {
  STOP,
  LENGTH,
  STOP_SEQUENCE,
  TOOL_CALLS
}
