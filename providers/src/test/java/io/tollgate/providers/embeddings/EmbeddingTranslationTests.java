package io.tollgate.providers.embeddings;

import static io.tollgate.domain.provider.WireFormat.BEDROCK;
import static io.tollgate.domain.provider.WireFormat.COHERE;
import static io.tollgate.domain.provider.WireFormat.GEMINI;
import static io.tollgate.domain.provider.WireFormat.OLLAMA;
import static io.tollgate.domain.provider.WireFormat.OPENAI;
import static io.tollgate.providers.call.Endpoint.BATCH_EMBED_CONTENTS;
import static io.tollgate.providers.call.Endpoint.EMBEDDINGS;
import static io.tollgate.providers.call.Endpoint.EMBED_CONTENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTranslationTests {
  private static final String TWO = "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":2}";
  private static final String TWO_PACKED =
      "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"}";
  private static final String OPENAI_REPLY =
      "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[1,0.50]},"
          + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[-2.5,3e-2]}],\"model\":\"up\","
          + "\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}";

  @Test
  void passesOpenAiThroughToTheByte() {
    OperationCall call = OperationCall.of(EMBEDDINGS, OPENAI);
    assertThat(call.sent("{\"input\":[[1,2],[3]], \"model\":\"m\",\"new\":1.0}"))
        .isEqualTo("{\"input\":[[1,2],[3]], \"model\":\"upstream-model\",\"new\":1.0}");
    assertThat(call.request(TWO).uri()).hasToString("https://upstream.test/base/embeddings");
    assertThat(call.shown(TWO, OPENAI_REPLY)).isEqualTo(OPENAI_REPLY);
    ClientReply reply = call.reply(TWO, OPENAI_REPLY.getBytes(UTF_8));
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(7, 0));
    assertThat(reply.responseModel()).isEqualTo("up");
  }

  @Test
  void packsWhatAnOpenAiCompatibleProviderLeftAsNumbers() {
    assertThat(OperationCall.of(EMBEDDINGS, OPENAI).shown(TWO_PACKED, OPENAI_REPLY))
        .contains("\"index\":0,\"embedding\":\"AACAPwAAAD8=\"}")
        .contains("\"model\":\"up\",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");
  }

  @Test
  void unpacksWhatAProviderPackedWithoutBeingAsked() {
    String packed = OPENAI_REPLY.replace("[1,0.50]", "\"AACAPwAAAD8=\"");
    assertThat(OperationCall.of(EMBEDDINGS, OPENAI).shown(TWO, packed))
        .contains("\"index\":0,\"embedding\":[1.0,0.5]}");
  }

  @Test
  void sendsVoyageAndJinaTheirOwnNames() {
    assertThat(
            OperationCall.of(EMBEDDINGS, "voyage")
                .strict()
                .sent(
                    "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":2,\"encoding_format\":\"float\"}"))
        .isEqualTo("{\"model\":\"upstream-model\",\"input\":\"a\",\"output_dimension\":2}");
    assertThat(OperationCall.of(EMBEDDINGS, "jina").sent(TWO_PACKED))
        .contains("\"embedding_type\":\"base64\"");
  }

  /** It refuses what it does not know. */
  @Test
  void sendsMistralItsOwnNameForDimensions() {
    assertThat(OperationCall.of(EMBEDDINGS, "mistral").sent(TWO))
        .contains("\"output_dimension\":2")
        .doesNotContain("\"dimensions\"");
    assertThat(
            OperationCall.of(EMBED_CONTENT, "mistral")
                .sent("{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":2}"))
        .contains("\"output_dimension\":2");
  }

  @Test
  void asksGeminiForABatch() {
    OperationCall call = OperationCall.of(EMBEDDINGS, GEMINI);
    UpstreamRequest sent = call.request(TWO);
    assertThat(sent.uri())
        .hasToString("https://upstream.test/base/models/upstream-model:batchEmbedContents");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(
            "{\"requests\":[{\"model\":\"models/upstream-model\",\"content\":{\"parts\":[{\"text\":"
                + "\"a\"}]},\"outputDimensionality\":2},{\"model\":\"models/upstream-model\","
                + "\"content\":{\"parts\":[{\"text\":\"b\"}]},\"outputDimensionality\":2}]}");
    assertThat(call.shown(TWO, "{\"embeddings\":[{\"values\":[0.10,2]},{\"values\":[1e-3, 4]}]}"))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":"
                + "[0.10,2]},{\"object\":\"embedding\",\"index\":1,\"embedding\":[1e-3, 4]}],"
                + "\"model\":\"upstream-model\",\"usage\":{\"prompt_tokens\":0,\"total_tokens\":0}}");
  }

  @Test
  void doesNotTakeSilenceAboutUsageForZero() {
    ClientReply reply =
        OperationCall.of(EMBEDDINGS, GEMINI)
            .reply(TWO, "{\"embeddings\":[{\"values\":[1]},{\"values\":[1]}]}".getBytes(UTF_8));
    assertThat(reply.usage().reported()).isFalse();
  }

  @Test
  void asksCohereByType() {
    OperationCall call = OperationCall.of(EMBEDDINGS, COHERE);
    UpstreamRequest sent = call.request(TWO);
    assertThat(sent.uri()).hasToString("https://upstream.test/base/v2/embed");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(
            "{\"input_type\":\"search_document\",\"texts\":[\"a\",\"b\"],\"embedding_types\":["
                + "\"float\"],\"output_dimension\":2,\"model\":\"upstream-model\"}");
    assertThat(sent.adapted()).hasSize(1);
    assertThat(call.sent("{\"model\":\"m\",\"input\":\"a\",\"input_type\":\"query\"}"))
        .contains("\"input_type\":\"search_query\"");
    ClientReply reply =
        call.reply(
            TWO_PACKED,
            ("{\"id\":\"1\",\"embeddings\":{\"float\":[[1,0.5],[0,0]]},"
                    + "\"meta\":{\"billed_units\":{\"input_tokens\":4}}}")
                .getBytes(UTF_8));
    assertThat(new String(reply.body(), UTF_8)).contains("\"embedding\":\"AACAPwAAAD8=\"");
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(4, 0));
  }

  @Test
  void invokesTitanWithOneText() {
    OperationCall call =
        OperationCall.of(EMBEDDINGS, BEDROCK).model("amazon.titan-embed-text-v2:0");
    UpstreamRequest sent = call.request("{\"model\":\"m\",\"input\":[\"a\"],\"dimensions\":512}");
    assertThat(sent.uri())
        .hasToString("https://upstream.test/base/model/amazon.titan-embed-text-v2%3A0/invoke");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo("{\"inputText\":\"a\",\"dimensions\":512}");
    ClientReply reply =
        call.reply(TWO, "{\"embedding\":[0.25],\"inputTextTokenCount\":9}".getBytes(UTF_8));
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(9, 0));
    assertThatThrownBy(() -> call.request(TWO))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("input"));
  }

  @Test
  void invokesCohereOnBedrockAndTakesItsCountFromTheHeader() {
    OperationCall call = OperationCall.of(EMBEDDINGS, BEDROCK).model("us.cohere.embed-v4:0");
    assertThat(call.sent(TWO)).contains("\"texts\":[\"a\",\"b\"]").doesNotContain("\"model\"");
    Headers headers = name -> name.equals("x-amzn-bedrock-input-token-count") ? "11" : null;
    ClientReply reply =
        (ClientReply)
            call.translator()
                .exchange(call.parse(TWO), call.target())
                .answer(200, headers, "{\"embeddings\":[[1],[2]]}".getBytes(UTF_8));
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(11, 0));
  }

  @Test
  void asksOllamaInItsOwnForm() {
    OperationCall call = OperationCall.of(EMBEDDINGS, OLLAMA);
    assertThat(call.sent(TWO))
        .isEqualTo("{\"model\":\"upstream-model\",\"input\":[\"a\",\"b\"],\"dimensions\":2}");
    ClientReply reply =
        call.reply(
            TWO,
            "{\"model\":\"all-minilm\",\"embeddings\":[[1],[2]],\"prompt_eval_count\":8}"
                .getBytes(UTF_8));
    assertThat(reply.responseModel()).isEqualTo("all-minilm");
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(8, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"GEMINI", "COHERE", "OLLAMA"})
  void refusesTokensWhereOnlyTextIsTaken(WireFormat format) {
    for (String input : new String[] {"[1,2]", "[[1,2],[3]]"}) {
      assertThatThrownBy(() ->
              OperationCall.of(EMBEDDINGS, format)
                  .sent("{\"model\":\"m\",\"input\":" + input + "}"))
          .isInstanceOfSatisfying(
              InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("input"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{\"text\":\"a\"}", "[{\"image\":\"x\"}]", "[null]"})
  void namesAnInputThatCannotBeEmbedded(String input) {
    assertThatThrownBy(() ->
            OperationCall.of(EMBEDDINGS, GEMINI).sent("{\"model\":\"m\",\"input\":" + input + "}"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).startsWith("input"));
  }

  @Test
  void namesAnUnknownEncoding() {
    for (WireFormat format : new WireFormat[] {OPENAI, GEMINI}) {
      assertThatThrownBy(() ->
              OperationCall.of(EMBEDDINGS, format)
                  .sent("{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"int8\"}"))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              e -> assertThat(e.field()).isEqualTo("encoding_format"));
    }
  }

  @Test
  void tellsWhatItCannotCarry() {
    String request = "{\"model\":\"m\",\"input\":\"a\",\"user\":\"u\"}";
    assertThat(OperationCall.of(EMBEDDINGS, GEMINI).request(request).dropped())
        .containsExactly("user");
    assertThatThrownBy(() -> OperationCall.of(EMBEDDINGS, GEMINI).strict().request(request))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void passesGeminiThroughWithTheTargetsModel() {
    OperationCall call = OperationCall.of(BATCH_EMBED_CONTENTS, GEMINI);
    String one = "{\"model\":\"models/%s\", \"content\":{\"parts\":[{\"text\":\"a\"}]}}";
    UpstreamRequest sent = call.request("{\"requests\":[" + one.formatted("client-model") + "]}");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo("{\"requests\":[" + one.formatted("upstream-model") + "]}");
    assertThat(sent.uri())
        .hasToString("https://upstream.test/base/models/upstream-model:batchEmbedContents");
    String reply = "{\"embeddings\":[{\"values\":[1.0]}], \"new\":1}";
    assertThat(call.shown("{\"requests\":[]}", reply)).isEqualTo(reply);
  }

  @Test
  void letsAGeminiClientEmbedWithOpenAi() {
    OperationCall call = OperationCall.of(EMBED_CONTENT, OPENAI);
    String request =
        "{\"content\":{\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]},\"outputDimensionality\":2,"
            + "\"taskType\":\"RETRIEVAL_QUERY\"}";
    assertThat(call.sent(request))
        .isEqualTo("{\"model\":\"upstream-model\",\"input\":[\"a\\nb\"],\"dimensions\":2}");
    assertThat(call.request(request).dropped()).containsExactly("taskType");
    assertThat(call.shown(request, OPENAI_REPLY))
        .isEqualTo("{\"embedding\":{\"values\":[1,0.50]}}");
  }

  @ParameterizedTest
  @CsvSource({
    "voyage, RETRIEVAL_QUERY, '\"input_type\":\"query\"'",
    "voyage, RETRIEVAL_DOCUMENT, '\"input_type\":\"document\"'",
    "jina, RETRIEVAL_QUERY, '\"task\":\"retrieval.query\"'",
    "jina, SEMANTIC_SIMILARITY, '\"task\":\"text-matching\"'"
  })
  void tellsAVendorThePurposeInItsOwnWords(String vendor, String taskType, String sent) {
    OperationCall call = OperationCall.of(EMBED_CONTENT, vendor);
    String request =
        "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"" + taskType + "\"}";
    assertThat(call.sent(request)).contains(sent);
    assertThat(call.request(request).dropped()).isEmpty();
  }

  @Test
  void saysWhenAVendorHasNoWordForThePurpose() {
    String request = "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"CLUSTERING\"}";
    assertThat(OperationCall.of(EMBED_CONTENT, "voyage").request(request).dropped())
        .containsExactly("taskType");
  }

  @Test
  void letsAGeminiClientEmbedABatchWithCohere() {
    OperationCall call = OperationCall.of(BATCH_EMBED_CONTENTS, COHERE);
    String one = "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"CLUSTERING\"}";
    String request = "{\"requests\":[" + one + "," + one + "]}";
    assertThat(call.sent(request))
        .contains("\"input_type\":\"clustering\"", "\"texts\":[\"a\",\"a\"]");
    assertThat(call.shown(request, "{\"embeddings\":{\"float\":[[1],[2.50]]}}"))
        .isEqualTo("{\"embeddings\":[{\"values\":[1]},{\"values\":[2.50]}]}");
  }

  @Test
  void refusesABatchWhoseRequestsDiffer() {
    String one = "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":%d}";
    assertThatThrownBy(() ->
            OperationCall.of(BATCH_EMBED_CONTENTS, COHERE)
                .sent("{\"requests\":[" + one.formatted(1) + "," + one.formatted(2) + "]}"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("requests[1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{}",
        "{\"embeddings\":[]}",
        "{\"embeddings\":[{}]}",
        "{\"embeddings\":[{\"values\":[1,null]}]}",
        "{\"embeddings\":[{\"values\":[1,2}",
      })
  void takesAnAnswerWithoutEmbeddingsForAFailure(String body) {
    assertThat(OperationCall.of(EMBEDDINGS, GEMINI).answer(TWO, 200, body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UpstreamFailure.class,
            f -> assertThat(f.kind()).isEqualTo(UpstreamFailure.Kind.UNREADABLE));
  }

  @Test
  void offersNoEmbeddingsWhereTheProviderHasNone() {
    OperationCall call = OperationCall.of(EMBEDDINGS, WireFormat.ANTHROPIC);
    assertThat(Translators.find(call.endpoint(), call.target())).isEmpty();
  }
}
