package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.corpus.ResponsesReader;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.bedrock.ConverseWriter;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers that call two tools at once, as an upstream gives them, and what a client sees. */
record ToolAnswers(Upstream upstream, ClientSamples client) {
  static final Set<String> CAPABILITIES = Set.of("parallel tools", "streamed tools");

  private static final List<String> CALLS = List.of("one {\"a\":1.50}", "two {\"b\":\"ü\"}");

  /** Its parts come interleaved wherever the format can say so. */
  private static final List<StreamEvent> EVENTS =
      List.of(
          new Started("x", "m"),
          new ToolCallStarted(0, 0, "t1", "one", null),
          new ToolCallStarted(0, 1, "t2", "two", null),
          new ToolArgumentsDelta(0, 0, "{\"a\":1"),
          new ToolArgumentsDelta(0, 1, "{\"b\":"),
          new ToolArgumentsDelta(0, 0, ".50}"),
          new ToolArgumentsDelta(0, 1, "\"ü\"}"),
          new ToolCallEnded(0, 0),
          new ToolCallEnded(0, 1),
          new Finished(0, FinishReason.TOOL_CALLS, null),
          new UsageReported(Usage.of(1, 2)),
          new Completed());

  /** All of both calls, in their order, of a whole answer or of a stream cut anywhere. */
  void assertShown(String capability, boolean untouched) {
    Target target = upstream.target(client.endpoint());
    if (capability.equals("parallel tools")) {
      byte[] body = resource("json");
      ClientReply reply = (ClientReply) Calls.answer(client.request(), target, 200, body);
      assertThat(calls(whole(reply.body()))).as("%s", this).isEqualTo(CALLS);
      assertThat(Arrays.equals(reply.body(), body)).as("%s", this).isEqualTo(untouched);
      return;
    }
    byte[] bytes =
        upstream.format() == WireFormat.BEDROCK
            ? ConverseWriter.stream(EVENTS)
            : resource("stream");
    for (int size : new int[] {1, bytes.length}) {
      ClientRequest request = client.streamed();
      ResponseStream stream = Calls.stream(request, target);
      byte[] seen = Calls.run(stream, bytes, size).getBytes(UTF_8);
      assertThat(stream.state()).as("%s", this).isEqualTo(ResponseStream.State.COMPLETE);
      assertThat(calls(streamed(seen))).as("%s", this).isEqualTo(CALLS);
    }
  }

  private byte[] resource(String kind) {
    String name = upstream.words(client.endpoint()).toLowerCase(Locale.ROOT) + "." + kind;
    try (InputStream in = ToolAnswers.class.getResourceAsStream("/matrix/tools/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> calls(AnswerFold fold) {
    return fold.answer().choices().getFirst().parts().stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(part -> (Part.ToolCall) part)
        .map(call -> call.name() + " " + Json.text(Json.read(call.arguments())))
        .toList();
  }

  private AnswerFold whole(byte[] body) {
    AnswerFold fold = new AnswerFold();
    JsonNode answer = Json.read(body);
    UpstreamFormat format = format();
    if (format != null) {
      format.decode(answer, fold);
      return fold;
    }
    List<JsonNode> items = new ArrayList<>();
    answer.path("output").values().forEach(items::add);
    items.removeIf(item -> !item.path("type").asString().equals("function_call"));
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      String name = item.path("name").asString();
      fold.accept(new ToolCallStarted(0, i, item.path("call_id").asString(), name, null));
      fold.accept(new ToolArgumentsDelta(0, i, item.path("arguments").asString()));
    }
    return fold;
  }

  private AnswerFold streamed(byte[] seen) {
    UpstreamFormat format = format();
    if (format == null) {
      return ResponsesReader.read(seen).fold();
    }
    AnswerFold fold = new AnswerFold();
    StreamDecoder decoder = format.stream();
    FrameDecoder frames = format.framing(frame -> decoder.decode(frame, fold));
    frames.feed(ByteBuffer.wrap(seen));
    frames.end();
    decoder.close(fold);
    return fold;
  }

  /** How the client reads; null for Responses, which are no format of an upstream's. */
  private @Nullable UpstreamFormat format() {
    return switch (client.endpoint()) {
      case MESSAGES -> new AnthropicFormat();
      case GENERATE_CONTENT -> new GeminiFormat();
      case RESPONSES -> null;
      default -> new ChatFormat();
    };
  }
}
