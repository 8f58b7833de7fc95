package io.tollgate.portal.settings;

/** Who may sign up. */
enum SignUp {
  ANYONE,
  /** Only who was invited. */
  INVITED;

  /** Reads a stored value; what cannot be read lets nobody in uninvited. */
  static SignUp of(String stored) {
    return ANYONE.name().equalsIgnoreCase(stored) ? ANYONE : INVITED;
  }
}
