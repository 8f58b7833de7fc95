package io.tollgate.portal.settings;

import java.util.Locale;

/** Who may sign up. */
enum SignUp {
  ANYONE,
  /** Only who was invited. */
  INVITED;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored value; what cannot be read lets nobody in uninvited. */
  static SignUp of(String stored) {
    return ANYONE.stored().equals(stored) ? ANYONE : INVITED;
  }
}
