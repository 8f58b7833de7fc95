package io.tollgate.simulator;

/** How a request ended, seen from the provider. */
public enum Outcome {
  /** The whole answer was handed to the connection. */
  COMPLETED,
  /** The answer was begun and not finished: cut on demand, or the caller went away. */
  INTERRUPTED,
  /** An error of the vendor's was answered; nothing is billed. */
  REFUSED,
  /** Nothing was answered, on demand; nothing is billed. */
  UNANSWERED
}
