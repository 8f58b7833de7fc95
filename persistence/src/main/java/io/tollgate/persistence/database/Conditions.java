package io.tollgate.persistence.database;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a query that are asked for, and the values they are bound to. */
public final class Conditions {

  private final StringBuilder sql;
  private final Map<String, Object> values = new HashMap<>();

  private Conditions(String first) {
    this.sql = new StringBuilder("where ").append(first);
  }

  public static Conditions where(String first) {
    return new Conditions(first);
  }

  /** The first condition with its value. */
  public static Conditions where(String first, String name, Object value) {
    var conditions = new Conditions(first);
    conditions.values.put(name, value);
    return conditions;
  }

  /** One more, where there is a value for it. */
  public Conditions and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.put(name, value);
    }
    return this;
  }

  public Map<String, Object> values() {
    return values;
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
