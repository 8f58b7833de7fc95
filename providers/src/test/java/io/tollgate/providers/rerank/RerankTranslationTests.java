package io.tollgate.providers.rerank;

import static io.tollgate.domain.provider.WireFormat.BEDROCK;
import static io.tollgate.domain.provider.WireFormat.COHERE;
import static io.tollgate.domain.provider.WireFormat.OPENAI;
import static io.tollgate.providers.call.Endpoint.RERANK_DOCUMENTS;
import static io.tollgate.providers.call.Endpoint.RERANK_DOCUMENTS_V1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RerankTranslationTests {
  private static final String REQUEST =
      "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",\"b\",\"c\"],\"top_n\":2}";
  private static final String RESULTS =
      "[{\"index\":2,\"relevance_score\":0.50},{\"index\":0,\"relevance_score\":0.75},"
          + "{\"index\":1,\"relevance_score\":-1}]";

  @ParameterizedTest
  @CsvSource({"RERANK_DOCUMENTS, /v2/rerank", "RERANK_DOCUMENTS_V1, /v1/rerank"})
  void passesCohereThroughToTheByte(Endpoint endpoint, String path) {
    OperationCall call = OperationCall.of(endpoint, COHERE);
    UpstreamRequest sent = call.request("{\"query\":\"q\", \"model\":\"m\",\"new\":1.0}");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo("{\"query\":\"q\", \"model\":\"upstream-model\",\"new\":1.0}");
    assertThat(sent.uri()).hasToString("https://upstream.test/base" + path);
    String reply = "{\"id\":\"x\", \"results\":[],\"meta\":{\"new\":1.50}}";
    assertThat(call.shown(REQUEST, reply)).isEqualTo(reply);
  }

  @Test
  void sortsByScoreAndNeverRenumbers() {
    OperationCall call = OperationCall.of(RERANK_DOCUMENTS, OPENAI);
    UpstreamRequest sent = call.request(REQUEST);
    assertThat(sent.uri()).hasToString("https://upstream.test/base/rerank");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(
            "{\"model\":\"upstream-model\",\"query\":\"q\",\"documents\":[\"a\",\"b\",\"c\"],"
                + "\"top_n\":2}");
    ClientReply reply =
        call.reply(
            REQUEST,
            ("{\"id\":\"r\",\"model\":\"up\",\"usage\":{\"total_tokens\":5},\"results\":"
                    + RESULTS
                    + "}")
                .getBytes(UTF_8));
    assertThat(new String(reply.body(), UTF_8))
        .isEqualTo(
            "{\"id\":\"r\",\"results\":[{\"index\":0,\"relevance_score\":0.75},{\"index\":2,"
                + "\"relevance_score\":0.50}],\"meta\":{\"api_version\":{\"version\":\"2\"},"
                + "\"tokens\":{\"input_tokens\":5}}}");
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(5, 0));
    assertThat(reply.responseModel()).isEqualTo("up");
  }

  @Test
  void speaksVoyagesDialect() {
    OperationCall call = OperationCall.of(RERANK_DOCUMENTS, "voyage");
    assertThat(call.sent(REQUEST)).contains("\"top_k\":2").doesNotContain("top_n");
    assertThat(call.shown(REQUEST, "{\"object\":\"list\",\"data\":" + RESULTS + "}"))
        .contains("\"results\":[{\"index\":0,\"relevance_score\":0.75},{\"index\":2,");
  }

  @Test
  void showsDocumentsAgainToAClientThatAsks() {
    String request =
        "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\",\"t\":1}],"
            + "\"return_documents\":true}";
    assertThat(
            OperationCall.of(RERANK_DOCUMENTS_V1, OPENAI)
                .shown(
                    request,
                    "{\"results\":[{\"index\":1,\"relevance_score\":2},"
                        + "{\"index\":0,\"relevance_score\":1,\"document\":{}}]}"))
        .contains("\"document\":{\"text\":\"b\",\"t\":1}}", "\"document\":{\"text\":\"a\"}}")
        .contains("\"version\":\"1\"");
  }

  @Test
  void asksBedrockOnItsAgentHost() {
    OperationCall call =
        OperationCall.of(RERANK_DOCUMENTS, BEDROCK)
            .model("cohere.rerank-v3-5:0")
            .setting("region", "us-west-2");
    assertThat(call.sent("{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",{\"k\":1}]}"))
        .isEqualTo(
            "{\"queries\":[{\"type\":\"TEXT\",\"textQuery\":{\"text\":\"q\"}}],\"sources\":["
                + "{\"type\":\"INLINE\",\"inlineDocumentSource\":{\"type\":\"TEXT\","
                + "\"textDocument\":{\"text\":\"a\"}}},{\"type\":\"INLINE\","
                + "\"inlineDocumentSource\":{\"type\":\"JSON\",\"jsonDocument\":{\"k\":1}}}],"
                + "\"rerankingConfiguration\":{\"type\":\"BEDROCK_RERANKING_MODEL\","
                + "\"bedrockRerankingConfiguration\":{\"modelConfiguration\":{\"modelArn\":"
                + "\"arn:aws:bedrock:us-west-2::foundation-model/cohere.rerank-v3-5:0\"}}}}");
    OperationCall real = call.at("https://bedrock-runtime.us-west-2.amazonaws.com");
    assertThat(real.request(REQUEST).uri())
        .hasToString("https://bedrock-agent-runtime.us-west-2.amazonaws.com/rerank");
    assertThat(call.shown(REQUEST, "{\"results\":[{\"index\":1,\"relevanceScore\":0.25}]}"))
        .contains("\"results\":[{\"index\":1,\"relevance_score\":0.25}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"m\",\"documents\":[\"a\"]} | query",
        "{\"model\":\"m\",\"query\":\"q\"} | documents",
        "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",7]} | documents[1]",
        "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":0} | top_n",
        "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\"],\"top_n\":\"2\"} | top_n",
      })
  void namesTheFieldAtFault(String request, String field) {
    assertThatThrownBy(() -> OperationCall.of(RERANK_DOCUMENTS, OPENAI).request(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  /** Cohere's errors are a sentence and nothing else. */
  @ParameterizedTest
  @CsvSource({"query, 'Too long', 'query: Too long'", "top_n, 'top_n is odd', 'top_n is odd'"})
  void theSentenceOfAnErrorNamesTheField(String field, String sentence, String shown) {
    ClientError error = ClientError.of(400, "invalid_request", sentence).withField(field);
    ErrorBody body = ErrorRenderer.render(Protocol.COHERE, error, "r1");
    assertThat(new String(body.body(), UTF_8))
        .isEqualTo("{\"id\":\"r1\",\"message\":\"" + shown + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"results\":[{}]}",
        "{\"results\":[{\"index\":3,\"relevance_score\":1}]}",
        "{\"results\":[{\"index\":-1,\"relevance_score\":1}]}",
        "{\"results\":[{\"index\":0,\"relevance_score\":null}]}",
      })
  void takesAnAnswerThatRanksNothingForAFailure(String body) {
    assertThat(
            OperationCall.of(RERANK_DOCUMENTS, OPENAI).answer(REQUEST, 200, body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UpstreamFailure.class,
            f -> assertThat(f.kind()).isEqualTo(UpstreamFailure.Kind.UNREADABLE));
  }

  @Test
  void tellsWhatItCannotCarry() {
    String request =
        "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\"],\"max_tokens_per_doc\":9,"
            + "\"rank_fields\":[\"x\"]}";
    OperationCall call = OperationCall.of(RERANK_DOCUMENTS_V1, OPENAI);
    assertThat(call.request(request).dropped())
        .containsExactly("rank_fields", "max_tokens_per_doc");
    assertThatThrownBy(() -> call.strict().request(request))
        .isInstanceOf(InvalidRequestException.class);
  }
}
