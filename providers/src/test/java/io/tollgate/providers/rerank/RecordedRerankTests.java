package io.tollgate.providers.rerank;

import static io.tollgate.providers.call.Endpoint.RERANK_DOCUMENTS;
import static io.tollgate.providers.call.Endpoint.RERANK_DOCUMENTS_V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.Recordings;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RecordedRerankTests {
  private static final String REQUEST =
      "{\"model\":\"m\",\"query\":\"q\","
          + "\"documents\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}";

  @ParameterizedTest
  @CsvSource({
    "cohere/rerank, /v2/rerank",
    "cohere/rerank-top-n, /v2/rerank",
    "cohere/v1-rerank, /v1/rerank"
  })
  void passThroughUntouched(String recording, String path) {
    Endpoint endpoint = path.startsWith("/v2") ? RERANK_DOCUMENTS : RERANK_DOCUMENTS_V1;
    byte[] body = Recordings.read(recording + ".response.json");
    ClientReply reply = OperationCall.of(endpoint, WireFormat.COHERE).reply(REQUEST, body);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.usage()).isEqualTo(UsageReport.of(Usage.ofSearchUnits(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "together-rerank, OPENAI, results, relevance_score, 2966",
    "voyage-rerank, OPENAI, data, relevance_score, 12",
    "openrouter-voyage-rerank, OPENAI, results, relevance_score, 17",
    "bedrock-rerank, BEDROCK, results, relevanceScore, 0",
  })
  void keepTheirOrderAndScores(
      String recording, WireFormat format, String list, String score, long tokens) {
    byte[] body = Recordings.read("rerank-others/" + recording + ".response.json");
    ClientReply reply = OperationCall.of(RERANK_DOCUMENTS, format).reply(REQUEST, body);
    JsonNode shown = Json.read(reply.body()).path("results");
    JsonNode said = Json.read(body).path(list);
    assertThat(shown.size()).isEqualTo(said.size());
    for (int i = 0; i < said.size(); i++) {
      assertThat(shown.path(i).path("index")).isEqualTo(said.path(i).path("index"));
      assertThat(shown.path(i).path("relevance_score").decimalValue())
          .isEqualTo(said.path(i).path(score).decimalValue());
    }
    assertThat(reply.usage().usage().totalInput()).isEqualTo(tokens);
    assertThat(reply.usage().reported()).isEqualTo(tokens > 0);
  }
}
