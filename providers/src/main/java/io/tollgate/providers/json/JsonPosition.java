package io.tollgate.providers.json;

import tools.jackson.core.TokenStreamLocation;

/**
 * A place in a JSON document, for a person to find a mistake.
 *
 * @param line from 1
 * @param column from 1
 * @param offset in bytes, from 0
 */
public record JsonPosition(int line, int column, long offset) {
  static JsonPosition of(TokenStreamLocation location) {
    return new JsonPosition(location.getLineNr(), location.getColumnNr(), location.getByteOffset());
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column + " (byte " + offset + ")";
  }
}
