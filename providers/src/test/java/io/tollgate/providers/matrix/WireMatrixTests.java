package io.tollgate.providers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
          "rerank",
          "images",
          "image-edits",
          "speech",
          "transcriptions",
          "translations",
          "moderations",
          "count-responses",
          "count-messages",
          "count-gemini");

  private static final String INTRODUCTION =
      """
      # What each client can ask of each upstream

      Made by `WireMatrixTests` from what the translators do, and compared with them in every build:
      run the test with `-Dtollgate.golden=write` after a change.

      - **native**: the same format on both sides; bytes pass through, but for the model's name, for usage,
        which every stream is asked for, and for the version of Anthropic's API that Vertex AI wants in the body.
      - **translated**: carried in full. Each such request differs from the client's, and holds what
        [a list](../providers/src/test/resources/matrix/carried.txt) says of the capability and the upstream's format.
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

      The column *compatible* is any vendor of OpenAI's format without a column, and what an admin declares anew:
      how each of them differs further is in [a table of its own](#vendors-of-openais-format). Besides chat they have what
      they have: a request for anything else is passed to them, and their own 404 comes back where they lack it.
      *Vertex AI* is Gemini there; of other makers' models on Vertex AI, Claude is served.
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);
  private final Set<String> notes = new TreeSet<>();
  private final Carried carried = Carried.read();

  @Test
  void thePageSaysWhatTheTranslatorsDo() throws IOException {
    CLIENTS.forEach(client -> table(ClientSamples.read(client)));
    page.append(models());
    page.append("\n## Vendors of OpenAI's format\n\n");
    VendorTable.write(page);
    page.append("\n## What is dropped, adapted or refused\n\n");
    notes.forEach(note -> page.append("- ").append(note).append('\n'));
    if ("write".equals(System.getProperty("tollgate.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  /** The gateway answers for models, and its own test writes what it does. */
  private static String models() throws IOException {
    String known = Files.readString(PAGE);
    int start = known.indexOf("\n## Models\n");
    return known.substring(start, known.indexOf("\n## ", start + 1));
  }

  private void table(ClientSamples client) {
    List<Upstream> upstreams = client.upstreams();
    page.append("\n## ").append(client.title()).append("\n\n| capability |");
    upstreams.forEach(upstream -> page.append(' ').append(upstream.name()).append(" |"));
    page.append("\n|---|").append("---|".repeat(upstreams.size())).append('\n');
    for (Map.Entry<String, JsonNode> sample : client.cases()) {
      String capability = sample.getKey();
      row(capability, upstreams, each -> asked(client, capability, sample.getValue(), each));
    }
    if (client.endpoint().operation() == Operation.CONVERSATION) {
      for (String capability : AnswerSamples.CAPABILITIES) {
        row(capability, upstreams, each -> answered(client, capability, each));
      }
    }
    row("errors", upstreams, each -> errors(client, each));
  }

  private void row(
      String capability, List<Upstream> upstreams, Function<Upstream, String> outcome) {
    page.append("| ").append(capability).append(" |");
    upstreams.forEach(each -> page.append(' ').append(outcome.apply(each)).append(" |"));
    page.append('\n');
  }

  private Cell cell(ClientSamples client, String capability, JsonNode sample, Upstream upstream) {
    return new Cell(client, capability, sample, upstream, carried, notes);
  }

  private String asked(
      ClientSamples client, String capability, JsonNode sample, Upstream upstream) {
    String outcome = cell(client, capability, sample, upstream).outcome();
    if (ToolAnswers.CAPABILITIES.contains(capability)) {
      new ToolAnswers(upstream, client).assertShown(capability, outcome.equals("native"));
    }
    return outcome;
  }

  private String answered(ClientSamples client, String capability, Upstream upstream) {
    ClientRequest request = client.request();
    AnswerSamples samples = new AnswerSamples(upstream, client.endpoint());
    if (!samples.has(capability)) {
      return "–";
    }
    JsonNode asked = client.askedFor(capability);
    Cell cell = cell(client, capability, asked.isObject() ? asked : Json.object(), upstream);
    Target target = upstream.target(client.endpoint());
    List<String> dropped = samples.dropped(capability, request, client.streamed(), target);
    if (dropped.isEmpty()) {
      return cell.outcome();
    }
    notes.add(cell.title() + ": dropped " + String.join(", ", dropped));
    return "dropped";
  }

  private static String errors(ClientSamples client, Upstream upstream) {
    Endpoint endpoint = client.endpoint();
    Target target = upstream.target(endpoint);
    if (Translators.find(endpoint, target).isEmpty()) {
      return "–";
    }
    ErrorSamples samples = ErrorSamples.of(upstream);
    samples.assertTranslated(client.request(), target);
    if (endpoint.operation() == Operation.CONVERSATION) {
      samples.assertShownInStream(client.streamed(), target);
    }
    return "translated";
  }
}
