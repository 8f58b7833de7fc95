package io.tollgate.providers.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Replaces strings of a document wherever they are, so that every other byte stays as it was. */
public final class StringSplices {
  /** What becomes of a string. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Its replacement, or null to leave it.
     *
     * @param type what the object around it says of itself in {@code type}; empty if nothing
     */
    @Nullable String replacement(String key, String type, String value);
  }

  private record Found(String key, String value, int from, int to) {}

  private record Splice(int from, int to, String replacement) {}

  /** An object that is being read; its type may come after what depends on it. */
  private static final class Open {
    private final List<Found> strings = new ArrayList<>();
    private String type = "";
  }

  private final JsonParser parser;
  private final Set<String> keys;
  private final Set<String> clientsOwn;
  private final Rule rule;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Splice> splices = new ArrayList<>();

  private StringSplices(JsonParser parser, Set<String> keys, Set<String> clientsOwn, Rule rule) {
    this.parser = parser;
    this.keys = keys;
    this.clientsOwn = clientsOwn;
    this.rule = rule;
  }

  /**
   * The very same bytes, unless there is something to replace; also when they are no JSON.
   *
   * @param keys of the strings that are looked at
   * @param clientsOwn keys below which nothing is
   */
  public static byte[] applied(byte[] json, Set<String> keys, Set<String> clientsOwn, Rule rule) {
    try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      StringSplices found = new StringSplices(parser, keys, clientsOwn, rule);
      found.read();
      return found.splices.isEmpty() ? json : found.spliced(json);
    } catch (JacksonException noJson) {
      return json;
    }
  }

  private void read() {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token.isStructStart() && clientsOwn.contains(String.valueOf(parser.currentName()))) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        open.push(new Open());
      } else if (token == JsonToken.END_OBJECT) {
        end(open.pop());
      } else if (token == JsonToken.VALUE_STRING && parser.streamReadContext().inObject()) {
        string(open.element(), String.valueOf(parser.currentName()));
      }
    }
  }

  private void string(Open object, String key) {
    if (key.equals("type")) {
      object.type = parser.getString();
    } else if (keys.contains(key)) {
      int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
      String value = parser.getString();
      int to = Math.toIntExact(parser.currentLocation().getByteOffset());
      object.strings.add(new Found(key, value, from, to));
    }
  }

  private void end(Open object) {
    for (Found found : object.strings) {
      String other = rule.replacement(found.key, object.type, found.value);
      if (other != null) {
        splices.add(new Splice(found.from, found.to, other));
      }
    }
  }

  private byte[] spliced(byte[] json) {
    splices.sort(Comparator.comparingInt(Splice::from));
    ByteArrayOutputStream whole = new ByteArrayOutputStream(json.length + 256);
    int read = 0;
    for (Splice splice : splices) {
      whole.write(json, read, splice.from - read);
      whole.writeBytes(Json.quoted(splice.replacement));
      read = splice.to;
    }
    whole.write(json, read, json.length - read);
    return whole.toByteArray();
  }
}
