package io.tollgate.persistence.database;

import java.util.Locale;

/** Enums are stored as their names in lower case, which is what the schema's checks list. */
public final class EnumColumn {

  private EnumColumn() {}

  public static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public static <E extends Enum<E>> E value(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }
}
