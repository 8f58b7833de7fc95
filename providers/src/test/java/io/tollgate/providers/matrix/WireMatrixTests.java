package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.wire.responses.StoredTurn;
import io.tollgate.providers.wire.responses.TurnRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tries every capability of every client protocol on every upstream, and writes down the outcome.
 */
class WireMatrixTests {
  private static final Path PAGE = Path.of("../docs/wire-matrix.md");

  private static final List<String> CLIENTS =
      List.of(
          "chat",
          "responses",
          "completions",
          "messages",
          "gemini",
          "embeddings",
          "gemini-embeddings",
          "count-responses",
          "count-messages",
          "count-gemini");

  private static final Map<WireFormat, String> MODELS =
      Map.of(
          WireFormat.ANTHROPIC, "claude-sonnet-4-5",
          WireFormat.BEDROCK, "anthropic.claude-sonnet-4-5-20250929-v1:0",
          WireFormat.GEMINI, "gemini-2.5-flash",
          WireFormat.COHERE, "command-a-reasoning-08-2025");

  private static final Map<WireFormat, String> EMBEDDING_MODELS =
      Map.of(
          WireFormat.BEDROCK, "cohere.embed-english-v3", WireFormat.GEMINI, "gemini-embedding-001");

  /** Those that hold conversations or embed. */
  private static List<WireFormat> upstreams(Endpoint endpoint) {
    return Stream.of(WireFormat.values())
        .filter(format ->
            Translators.find(Endpoint.CHAT_COMPLETIONS, target(endpoint, format)).isPresent()
                || Translators.find(endpoint, target(endpoint, format)).isPresent())
        .toList();
  }

  private static final String INTRODUCTION =
      """
      # What each client can ask of each upstream

      Made by `WireMatrixTests` from what the translators do, and compared with them in every build:
      run the test with `-Dtollgate.golden=write` after a change.

      - **native**: the same format on both sides; bytes pass through.
      - **translated**: carried in full.
      - **adapted**: carried with a change that the request's explanation names.
      - **dropped**: cannot be carried; named in the `x-tollgate-dropped` header, or a 400 where the API is strict.
        That goes for every field, at any depth, that the translation does not read: also for those we never heard of.
      - **refused**: a 400 that names the field.
      - **kept**: the gateway keeps the turns of a conversation and sends all of them upstream, which stores
        nothing, where the API says for how many days; a 400 that names the field where it does not.
      - **estimated**: the upstream counts no tokens ahead of an answer, or not in words that we speak to it. The
        gateway answers from the size of the text and what it learnt of the model's tokens per byte, 1600 tokens
        for a file, and says so in the header `x-tollgate-estimated: input_tokens`: clients that count before each
        call go on working. So it does where a provider that counts does not do so for this model or this account;
        Bedrock counts for Claude alone.
      - **–**: this upstream does not serve the endpoint, or never answers so.

      Errors are *translated* where each of an upstream's failures (a limit, a context that is too long,
      a refused key, an overload, a broken server, and one in the middle of a stream) comes to the client
      with the status and in the words of its own protocol.

      Most rows say what a client can ask for; the last ones say what it gets: pictures, sound, and where
      a text comes from. What the client's protocol has no place for is left out and named `answer.image`,
      `answer.audio` or `answer.citations`: in the `x-tollgate-dropped` header of a whole answer, and of a
      stream that begins with it, and always in the request's explanation. It is no error, where the API is
      strict neither: the answer has been made and is paid for. A source without an address, such as a
      document of the request, has a place in Gemini's format only. What a model draws while it thinks is
      no part of its answer. The column *OpenAI* is OpenAI itself: OpenRouter, which has its format and draws,
      is also asked for pictures and gets those of earlier turns back.
      """;

  @Test
  void thePageSaysWhatTheTranslatorsDo() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    TreeSet<String> notes = new TreeSet<>();
    for (String client : CLIENTS) {
      table(read(client), page, notes);
    }
    page.append("\n## What is dropped, adapted or refused\n\n");
    notes.forEach(note -> page.append("- ").append(note).append('\n'));
    if ("write".equals(System.getProperty("tollgate.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static JsonNode read(String client) {
    try (InputStream in =
        WireMatrixTests.class.getResourceAsStream("/matrix/" + client + ".json")) {
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void table(JsonNode client, StringBuilder page, Set<String> notes) {
    Endpoint endpoint = Endpoint.match(client.path("path").asString()).orElseThrow().endpoint();
    List<WireFormat> upstreams = upstreams(endpoint);
    page.append("\n## ").append(client.path("title").asString()).append("\n\n| capability |");
    upstreams.forEach(upstream -> page.append(' ').append(name(upstream)).append(" |"));
    page.append("\n|---|").append("---|".repeat(upstreams.size())).append('\n');
    for (Map.Entry<String, JsonNode> sample : client.path("cases").properties()) {
      page.append("| ").append(sample.getKey()).append(" |");
      for (WireFormat upstream : upstreams) {
        page.append(' ').append(new Cell(client, sample, upstream, notes).outcome()).append(" |");
      }
      page.append('\n');
    }
    if (endpoint.operation() == Operation.CONVERSATION) {
      for (String capability : AnswerSamples.CAPABILITIES) {
        page.append("| ").append(capability).append(" |");
        for (WireFormat upstream : upstreams) {
          page.append(' ').append(answer(client, capability, upstream, notes)).append(" |");
        }
        page.append('\n');
      }
    }
    page.append("| errors |");
    for (WireFormat upstream : upstreams) {
      page.append(' ').append(errors(client, endpoint, upstream)).append(" |");
    }
    page.append('\n');
  }

  private static String answer(
      JsonNode client, String capability, WireFormat upstream, Set<String> notes) {
    ClientRequest request = request(client, Json.object());
    AnswerSamples samples = new AnswerSamples(upstream, request.endpoint());
    if (!samples.has(capability)) {
      return "–";
    }
    JsonNode asked = client.path("asks").path(capability);
    JsonNode sample = asked.isObject() ? asked : Json.object();
    Cell cell = new Cell(client, Map.entry(capability, sample), upstream, notes);
    Target target = target(request.endpoint(), upstream);
    List<String> dropped = samples.dropped(capability, request, streamed(client), target);
    if (dropped.isEmpty()) {
      return cell.outcome();
    }
    notes.add(cell.title() + ": dropped " + String.join(", ", dropped));
    return "dropped";
  }

  private static String errors(JsonNode client, Endpoint endpoint, WireFormat upstream) {
    Target target = target(endpoint, upstream);
    if (Translators.find(endpoint, target).isEmpty()) {
      return "–";
    }
    ErrorSamples samples = ErrorSamples.of(upstream);
    samples.assertTranslated(request(client, Json.object()), target);
    if (endpoint.operation() == Operation.CONVERSATION) {
      samples.assertShownInStream(streamed(client), target);
    }
    return "translated";
  }

  /** Gemini's streams have an endpoint of their own. */
  private static ClientRequest streamed(JsonNode client) {
    String path = client.path("path").asString().replace(":generate", ":streamGenerate");
    JsonNode stream = path.contains(":") ? Json.object() : Json.object().put("stream", true);
    return request(path, client, stream);
  }

  private static String name(WireFormat format) {
    String name = format.name();
    return name.equals("OPENAI")
        ? "OpenAI"
        : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static ClientRequest request(JsonNode client, JsonNode sample) {
    return request(client.path("path").asString(), client, sample);
  }

  private static ClientRequest request(String path, JsonNode client, JsonNode sample) {
    ObjectNode body = (ObjectNode) client.path("base").deepCopy();
    merge(body, sample);
    return Calls.request(path, Json.text(body));
  }

  private static void merge(ObjectNode body, JsonNode sample) {
    for (Map.Entry<String, JsonNode> field : sample.properties()) {
      if (body.get(field.getKey()) instanceof ObjectNode known && field.getValue().isObject()) {
        merge(known, field.getValue());
      } else {
        body.set(field.getKey(), field.getValue());
      }
    }
  }

  /** One capability of one client at one upstream. */
  private record Cell(
      JsonNode client, Map.Entry<String, JsonNode> sample, WireFormat upstream, Set<String> notes) {
    private String title() {
      return client.path("title").asString() + " → " + name(upstream) + ", " + sample.getKey();
    }

    String outcome() {
      ClientRequest request = request(client, sample.getValue());
      Target target = target(request.endpoint(), upstream);
      Optional<Translator> translator = Translators.find(request.endpoint(), target);
      if (translator.isEmpty()) {
        return request.endpoint().operation() == Operation.TOKEN_COUNT ? "estimated" : "–";
      }
      try {
        UpstreamRequest sent = sent(translator.get(), request, target);
        if (!sent.dropped().isEmpty()) {
          notes.add(title() + ": dropped " + String.join(", ", sent.dropped()));
          return "dropped";
        }
        if (passesThrough(translator.get(), target)) {
          return "native";
        }
        if (!sent.adapted().isEmpty()) {
          notes.add(title() + ": " + String.join("; ", sent.adapted()));
          return "adapted";
        }
        return "translated";
      } catch (InvalidRequestException refused) {
        assertFieldShown(request, refused);
        if (isRecalled(translator.get(), request, target)) {
          notes.add(title() + ": kept, or refused, \"" + refused.getMessage() + "\"");
          return "kept";
        }
        notes.add(title() + ": refused, \"" + refused.getMessage() + "\"");
        return "refused";
      }
    }

    /** Each protocol has a place of its own for it. */
    private void assertFieldShown(ClientRequest request, InvalidRequestException refused) {
      ErrorBody shown = ErrorRenderer.render(request.protocol(), refused.toClientError(), "req_1");
      assertThat(refused.field()).as(title()).isNotEmpty();
      assertThat(new String(shown.body(), UTF_8)).as(title()).contains(refused.field());
    }

    /** What names a turn that the gateway knows goes upstream with the words of that turn. */
    private static boolean isRecalled(Translator translator, ClientRequest request, Target target) {
      if (request.endpoint() != Endpoint.RESPONSES || TurnRequest.of(request).previous() == null) {
        return false;
      }
      StoredTurn before =
          StoredTurn.read(
              """
              {"input":[{"role":"user","content":"Said before"}],"response":{"output":[]}}
              """
                  .getBytes(UTF_8));
      byte[] whole = TurnRequest.whole(request, List.of(before), false);
      ClientRequest recalled = Calls.request(request.endpoint().path(), new String(whole, UTF_8));
      return new String(translator.request(recalled, target).body(), UTF_8).contains("Said before");
    }

    /** A field that nobody knows only arrives where nothing is decoded. */
    private boolean passesThrough(Translator translator, Target target) {
      ClientRequest unknown = request(client, Json.object().put("x_unknown", 1));
      return Json.read(translator.request(unknown, target).body()).has("x_unknown");
    }
  }

  private static UpstreamRequest sent(Translator translator, ClientRequest request, Target target) {
    try {
      return translator.request(request, target);
    } catch (MediaNeededException needed) {
      FetchedMedia png = new FetchedMedia("image/png", "iVBORw0KGgo=");
      return translator.request(
          request.withMedia(needed.urls().stream().collect(toMap(url -> url, url -> png))), target);
    }
  }

  private static Target target(Endpoint endpoint, WireFormat upstream) {
    boolean embeds = endpoint.operation() == Operation.EMBEDDING;
    String model = (embeds ? EMBEDDING_MODELS : MODELS).getOrDefault(upstream, "some-model");
    return new Target(
        Vendor.custom(upstream, Quirks.NONE),
        URI.create("https://upstream.example.com/v1"),
        model,
        Credential.NONE,
        Map.of("region", "eu-central-1"),
        false);
  }
}
