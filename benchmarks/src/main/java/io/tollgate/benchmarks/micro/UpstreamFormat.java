package io.tollgate.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.benchmarks.Payloads;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an upstream of each wire format answers. */
public enum UpstreamFormat {
  OPENAI("openai") {
    @Override
    String wholeAnswer() {
      return Payloads.answer();
    }

    @Override
    List<String> stream() {
      String head =
          "{\"id\":\"chatcmpl-b\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"bench\",\"choices\":";
      var events = new ArrayList<String>();
      events.add(
          head
              + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}");
      for (int i = 0; i < WORDS; i++) {
        events.add(
            head
                + "[{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}],\"usage\":null}");
      }
      events.add(head + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}");
      events.add(
          head
              + "[],\"usage\":{\"prompt_tokens\":180,\"completion_tokens\":60,\"total_tokens\":240}}");
      events.add("[DONE]");
      return events.stream().map(event -> "data: " + event + "\n\n").toList();
    }
  },
  ANTHROPIC("anthropic") {
    @Override
    String wholeAnswer() {
      return """
      {"model":"bench","id":"msg_b","type":"message","role":"assistant","content":[{"type":"text",\
      "text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":180,\
      "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":70}}\
      """
          .formatted("word ".repeat(120));
    }

    @Override
    List<String> stream() {
      var events = new ArrayList<String>();
      events.add(
          event(
              "message_start",
              "\"message\":{\"model\":\"bench\",\"id\":\"msg_b\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":180,\"output_tokens\":1}}"));
      events.add(
          event(
              "content_block_start",
              "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
      for (int i = 0; i < WORDS; i++) {
        events.add(
            event(
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}"));
      }
      events.add(event("content_block_stop", "\"index\":0"));
      events.add(
          event(
              "message_delta",
              "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":60}"));
      events.add(event("message_stop", "\"end\":true"));
      return events;
    }
  },
  GEMINI("gemini") {
    @Override
    String wholeAnswer() {
      return """
      {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"finishReason":"STOP",\
      "index":0}],"usageMetadata":{"promptTokenCount":180,"candidatesTokenCount":70,\
      "totalTokenCount":250},"modelVersion":"bench","responseId":"b"}\
      """
          .formatted("word ".repeat(120));
    }

    @Override
    List<String> stream() {
      var events = new ArrayList<String>();
      for (int i = 1; i <= WORDS; i++) {
        events.add(
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" word\"}],\"role\":\"model\"}%s,\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":180,\"candidatesTokenCount\":%d,\"totalTokenCount\":%d},\"modelVersion\":\"bench\"}\r\n\r\n"
                .formatted(i == WORDS ? ",\"finishReason\":\"STOP\"" : "", i, 180 + i));
      }
      return events;
    }
  };

  /** How many events a stream counts as: its words. */
  static final int EVENTS = 60;

  private static final int WORDS = EVENTS;

  private final String vendor;

  UpstreamFormat(String vendor) {
    this.vendor = vendor;
  }

  abstract String wholeAnswer();

  abstract List<String> stream();

  byte[] answer() {
    return wholeAnswer().getBytes(UTF_8);
  }

  /** The stream as it arrives: each event in a piece of its own. */
  byte[][] chunks() {
    return stream().stream().map(event -> event.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  Target target() {
    return new Target(
        Vendors.find(vendor).orElseThrow(),
        URI.create("https://api.example.com/v1"),
        "bench",
        Credential.bearer(Secret.of("sk-bench")),
        Map.of(),
        false);
  }

  private static String event(String type, String content) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, content);
  }
}
