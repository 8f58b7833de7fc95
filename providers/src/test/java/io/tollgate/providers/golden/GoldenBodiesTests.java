package io.tollgate.providers.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import io.tollgate.providers.wire.bedrock.ConverseWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * One agent's turn of every client protocol at every upstream: what is sent, and what the client
 * gets for an answer, whole and streamed, in a file that a reviewer can read. They are written anew
 * with {@code -Dtollgate.golden=write}.
 */
class GoldenBodiesTests {
  private static final Path FILES = Path.of("src/test/resources/golden");

  private static final List<StreamEvent> SPOKEN =
      List.of(
          new Started("", ""),
          new TextDelta(0, "Zürich: "),
          new TextDelta(0, "\"sunny\""),
          new Finished(0, FinishReason.STOP, null),
          new UsageReported(Usage.of(3, 9)),
          new Completed());

  private static final List<StreamEvent> CONVERSE =
      List.of(
          new Started("", ""),
          new TextDelta(0, "Zürich: "),
          new TextDelta(0, "\"sunny\""),
          new ToolCallStarted(0, 0, "tooluse_1", "weather", null),
          new ToolArgumentsDelta(0, 0, "{\"city\":\"Zü"),
          new ToolArgumentsDelta(0, 0, "rich\",\"days\":1.50}"),
          new ToolCallEnded(0, 0),
          new ToolCallStarted(0, 1, "tooluse_2", "clock", null),
          new ToolCallEnded(0, 1),
          new Finished(0, FinishReason.TOOL_CALLS, null),
          new UsageReported(Usage.of(3, 9)),
          new Completed());

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "chat, anthropic",
    "chat, gemini",
    "chat, bedrock",
    "chat, cohere",
    "chat, ollama",
    "responses, mistral",
    "responses, anthropic",
    "responses, gemini",
    "responses, bedrock",
    "responses, cohere",
    "responses, ollama",
    "completions, mistral",
    "completions, anthropic",
    "completions, gemini",
    "completions, bedrock",
    "completions, cohere",
    "completions, ollama",
    "messages, openai",
    "messages, mistral",
    "messages, gemini",
    "messages, bedrock",
    "messages, cohere",
    "messages, ollama",
    "gemini, openai",
    "gemini, mistral",
    "gemini, anthropic",
    "gemini, bedrock",
    "gemini, cohere",
    "gemini, ollama"
  })
  void isWhatTheFileSays(String client, String upstream) throws IOException {
    Target target = Calls.target(Vendors.find(upstream).orElseThrow(), model(upstream));
    String all = sent(client, target) + answered(client, target) + streamed(client, target);
    // What providers sign means nothing to a reader, and has tests of its own.
    String page = all.replaceAll("(\"signature\" ?: ?\")[^\"]+", "$1...");
    Path file = FILES.resolve(client + "-to-" + upstream + ".txt");
    if ("write".equals(System.getProperty("tollgate.golden"))) {
      Files.writeString(file, page);
    }
    assertThat(page).isEqualTo(Files.readString(file));
  }

  private static String model(String upstream) {
    return switch (upstream) {
      case "openai" -> "gpt-4.1";
      case "mistral" -> "mistral-large";
      case "anthropic" -> "claude-sonnet-4-5";
      case "gemini" -> "gemini-2.5-flash";
      case "bedrock" -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
      case "cohere" -> "command-a-reasoning-08-2025";
      default -> "llama3.3";
    };
  }

  private static ClientRequest request(String client, boolean stream) throws IOException {
    ObjectNode body =
        (ObjectNode) Json.read(Files.readAllBytes(FILES.resolve("requests/" + client + ".json")));
    if (client.equals("gemini")) {
      String method = stream ? ":streamGenerateContent" : ":generateContent";
      String path = "/v1beta/models/m" + method;
      return Calls.request(path, "alt=sse", Headers.NONE, Json.text(body));
    }
    if (stream) {
      body.put("stream", true);
    }
    if (stream && (client.equals("chat") || client.equals("completions"))) {
      body.putObject("stream_options").put("include_usage", true);
    }
    return Calls.request(
        client.equals("chat") ? "/v1/chat/completions" : "/v1/" + client, Json.text(body));
  }

  /** Legacy completions know nothing but text. */
  private static byte[] upstreams(String client, Target target, String kind) throws IOException {
    String format = target.format().name().toLowerCase(Locale.ROOT);
    String name = format + (client.equals("completions") ? "-text." : ".") + kind;
    return Files.readAllBytes(FILES.resolve("answers/" + name));
  }

  private static String sent(String client, Target target) throws IOException {
    UpstreamRequest sent = Calls.translate(request(client, false), target);
    return "POST "
        + sent.uri()
        + "\n"
        + pretty(sent.body())
        + "dropped "
        + sent.dropped().stream().sorted().toList()
        + "\nadapted "
        + sent.adapted()
        + "\n";
  }

  private static String answered(String client, Target target) throws IOException {
    byte[] answer = upstreams(client, target, "json");
    ClientReply reply = (ClientReply) Calls.answer(request(client, false), target, 200, answer);
    return "\n--- the answer\n" + pretty(reply.body());
  }

  private static String streamed(String client, Target target) throws IOException {
    byte[] answer =
        target.format() == WireFormat.BEDROCK
            ? ConverseWriter.stream(client.equals("completions") ? SPOKEN : CONVERSE)
            : upstreams(client, target, "stream");
    ClientRequest request = request(client, true);
    ResponseStream stream = Calls.stream(request, target);
    String seen = Calls.run(stream, answer, answer.length);
    assertThat(stream.state()).isEqualTo(ResponseStream.State.COMPLETE);
    Calls.assertCutsDoNotMatter(() -> Calls.stream(request, target), answer);
    String address = Calls.translate(request, target).uri().toString();
    return "\n--- the stream of "
        + address
        + "\n"
        + seen.replace("\r\n", "\n").stripTrailing()
        + "\n";
  }

  private static String pretty(byte[] body) {
    assertThat(new String(body, UTF_8)).startsWith("{");
    return Json.read(body).toPrettyString().replace("\r\n", "\n") + "\n";
  }
}
