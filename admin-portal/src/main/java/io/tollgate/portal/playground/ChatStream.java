package io.tollgate.portal.playground;

import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the text out of one chat's stream, piece by piece as it arrives. */
final class ChatStream {

  private static final int LARGEST_EVENT = 1024 * 1024;

  /** More than anybody reads in a browser. */
  private static final int LONGEST_TEXT = 2_000_000;

  private final JsonMapper json;
  private final SseDecoder decoder = new SseDecoder(LARGEST_EVENT, this::take);
  private final List<RunEvent> found = new ArrayList<>();
  private int length;
  private boolean over;

  ChatStream(JsonMapper json) {
    this.json = json;
  }

  /** What the next bytes say. */
  List<RunEvent> feed(byte[] bytes) {
    try {
      decoder.feed(ByteBuffer.wrap(bytes));
    } catch (SseException | JacksonException unreadable) {
      fail("unreadable");
    }
    return found();
  }

  /** What is left to say when no more bytes come. */
  List<RunEvent> end() {
    try {
      decoder.end();
    } catch (SseException | JacksonException unreadable) {
      fail("unreadable");
    }
    if (!over) {
      fail("broken_off");
    }
    return found();
  }

  private void take(SseEvent event) {
    if (over) {
      return;
    }
    var data = event.dataText();
    if (data.equals("[DONE]")) {
      over = true;
      return;
    }
    var chunk = json.readTree(data);
    if (chunk.has("error")) {
      over = true;
      found.add(failure(chunk));
      return;
    }
    var text = chunk.at("/choices/0/delta/content").asString("");
    if (!text.isEmpty()) {
      add(text);
    }
  }

  private void add(String text) {
    length += text.length();
    if (length > LONGEST_TEXT) {
      fail("too_long");
    } else {
      found.add(new RunEvent.Text(text));
    }
  }

  private void fail(String code) {
    over = true;
    found.add(new RunEvent.Failed(code, null));
  }

  private List<RunEvent> found() {
    var events = List.copyOf(found);
    found.clear();
    return events;
  }

  /** What an error of the gateway says, in the envelope of OpenAI. */
  static RunEvent failure(JsonNode answer) {
    return new RunEvent.Failed(
        answer.at("/error/code").asString(""), answer.at("/error/message").asString(null));
  }
}
