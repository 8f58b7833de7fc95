package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.bedrock.BedrockFormat;
import io.tollgate.providers.wire.cohere.CohereFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.ollama.OllamaFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Puts what a client was streamed together again and compares it with what the provider said. */
final class Reassembly {
  private Reassembly() {}

  static void verify(Case recorded, ClientRequest client, Optional<Target> target) {
    ResponseStream stream = Calls.stream(client, target.orElseThrow());
    String seen = Calls.run(stream, recorded.response(), 4096);
    if (stream.state() != State.COMPLETE) {
      return;
    }
    WholeAnswer said = fold(format(target.orElseThrow()), recorded.response());
    if (client.endpoint() == Endpoint.RESPONSES) {
      ResponsesReader reader = ResponsesReader.read(seen.getBytes(UTF_8));
      verifyResponse(reader, said);
      return;
    }
    WholeAnswer got = fold(format(client), seen.getBytes(UTF_8));
    // A protocol with one answer per call shows the first one.
    int shown = client.protocol() == Protocol.ANTHROPIC ? 1 : said.choices().size();
    assertThat(got.choices()).hasSize(shown);
    for (int i = 0; i < shown; i++) {
      assertThat(summary(got.choices().get(i).parts()))
          .isEqualTo(summary(said.choices().get(i).parts()));
      if (stream.dropped().isEmpty()) {
        assertThat(pictures(got.choices().get(i))).isEqualTo(pictures(said.choices().get(i)));
      }
    }
    if (stream.usage().reported()) {
      Usage seenUsage = got.usage().usage();
      Usage booked = stream.usage().usage();
      assertThat(seenUsage.totalInput()).isEqualTo(booked.totalInput());
      assertThat(seenUsage.totalOutput()).isEqualTo(booked.totalOutput());
      assertThat(seenUsage.cacheRead()).isEqualTo(booked.cacheRead());
      assertThat(seenUsage.reasoning()).isEqualTo(booked.reasoning());
    }
  }

  private static void verifyResponse(ResponsesReader reader, WholeAnswer said) {
    List<Part> parts = said.choices().getFirst().parts();
    List<WholeAnswer.Choice> seen = reader.fold().answer().choices();
    assertThat(summary(seen.isEmpty() ? List.of() : seen.getFirst().parts()))
        .isEqualTo(summary(parts));
    StringBuilder text = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (JsonNode item : reader.response().path("output").values()) {
      item.path("content").values().forEach(part -> text.append(part.path("text").asString("")));
      item.path("content").values().forEach(part -> text.append(part.path("refusal").asString("")));
      calls.append(item.path("name").asString(""));
    }
    assertThat(summary(parts)).startsWith("text: " + text + "\n");
    assertThat(calls.toString())
        .isEqualTo(
            parts.stream()
                .map(part -> part instanceof Part.ToolCall call ? call.name() : "")
                .collect(joining()));
  }

  private static List<Part> pictures(WholeAnswer.Choice choice) {
    return choice.parts().stream().filter(Part.Image.class::isInstance).toList();
  }

  static UpstreamFormat format(Target target) {
    return switch (target.format()) {
      case ANTHROPIC -> new AnthropicFormat();
      case GEMINI -> new GeminiFormat();
      case OPENAI -> new ChatFormat();
      case ELEVENLABS, DEEPGRAM, STABILITY -> throw new IllegalArgumentException("does not talk");
      case COHERE -> new CohereFormat();
      case OLLAMA -> new OllamaFormat();
      case BEDROCK -> new BedrockFormat();
    };
  }

  static UpstreamFormat format(ClientRequest client) {
    return switch (client.protocol()) {
      case ANTHROPIC -> new AnthropicFormat();
      case GEMINI -> new GeminiFormat();
      case OPENAI -> new ChatFormat();
      case COHERE -> throw new IllegalArgumentException(client.toString());
    };
  }

  private static WholeAnswer fold(UpstreamFormat format, byte[] stream) {
    AnswerFold fold = new AnswerFold();
    StreamDecoder decoder = format.stream();
    FrameDecoder frames = format.framing(frame -> decoder.decode(frame, fold));
    frames.feed(ByteBuffer.wrap(stream));
    frames.end();
    decoder.close(fold);
    return fold.answer();
  }

  /** What must survive: all text, and each call's name and arguments. */
  static String summary(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Refusal(String more) -> text.append(more);
        case Part.Reasoning reasoning -> thoughts.append(reasoning.text());
        case Part.ToolCall call ->
            calls.append('\n').append(call.name()).append(' ').append(arguments(call));
        // Not every protocol shows these: what they become has tests of its own.
        case Part.Image ignored -> {}
        case Part.Audio ignored -> {}
        case Part.About ignored -> {}
        default -> throw new IllegalStateException(part.toString());
      }
    }
    return "text: " + text + "\nthoughts: " + thoughts + calls;
  }

  private static String arguments(Part.ToolCall call) {
    try {
      JsonNode arguments = call.arguments().isBlank() ? Json.object() : Json.read(call.arguments());
      // Where arguments must be an object, those that a model left incomplete are carried in one.
      boolean carried = arguments.size() == 1 && arguments.path("arguments").isString();
      return carried ? arguments.path("arguments").stringValue() : Json.text(arguments);
    } catch (JacksonException cutOff) {
      return call.arguments();
    }
  }
}
