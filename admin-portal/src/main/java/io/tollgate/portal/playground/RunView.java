package io.tollgate.portal.playground;

import java.util.Map;

/**
 * A run as it is shown.
 *
 * @param through the application and the API that it goes through
 * @param code where the same call is shown as a program
 * @param values by the names that its panel gives to its places
 */
record RunView(
    String target, String model, String through, String code, Map<String, String> values) {

  /** The panel that the page's script fills. */
  static final RunView BLANK = new RunView("", "", "", "", Map.of());
}
