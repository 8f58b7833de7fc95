package io.tollgate.simulator.vendor;

/** What happens on the connection once all frames are written. */
public enum Ending {
  /** The message ends as HTTP wants it. */
  COMPLETE,
  /** The message ends as HTTP wants it, but the answer in it is not finished. */
  EARLY,
  /** The connection is closed in mid-message. */
  CUT,
  /** Nothing more comes, and the connection stays. */
  HANG
}
