package io.tollgate.providers.embeddings;

import static io.tollgate.providers.call.Endpoint.EMBEDDINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.Recordings;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RecordedEmbeddingsTests {
  private static final String FLOATS = "{\"model\":\"m\",\"input\":\"a\"}";
  private static final String PACKED =
      "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"base64\"}";

  @ParameterizedTest
  @CsvSource({
    "openai/embeddings-basic, OPENAI",
    "openai/embeddings-base64, OPENAI",
    "openai/embeddings-dimensions, OPENAI",
    "openai/embeddings-mixed-batch, OPENAI",
    "mistral/embeddings, OPENAI",
  })
  void passThroughUntouched(String recording, WireFormat format) {
    OperationCall call = OperationCall.of(EMBEDDINGS, format);
    String request = new String(Recordings.read(recording + ".request.json"), UTF_8);
    byte[] body = Recordings.read(recording + ".response.json");
    ClientReply reply = call.reply(request, body);
    assertThat(reply.body()).isEqualTo(body);
    JsonNode usage = Json.read(body).path("usage");
    assertThat(reply.usage().usage().input()).isEqualTo(usage.path("prompt_tokens").asLong());
    assertThat(reply.usage().usage().totalOutput()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "cohere/embed-v2, COHERE, 3, 1024",
    "bedrock/invoke-titan-embed, BEDROCK, 1, 1024",
    "openai/embeddings-base64, OPENAI, 1, 1536",
  })
  void haveTheSameVectorsInBothEncodings(
      String recording, WireFormat format, int vectors, int dimensions) {
    OperationCall call = OperationCall.of(EMBEDDINGS, format);
    byte[] body = Recordings.read(recording + ".response.json");
    JsonNode floats = Json.read(call.reply(FLOATS, body).body()).path("data");
    JsonNode packed = Json.read(call.reply(PACKED, body).body()).path("data");
    assertThat(floats.size()).isEqualTo(vectors);
    for (int i = 0; i < vectors; i++) {
      JsonNode numbers = floats.path(i).path("embedding");
      assertThat(numbers.size()).isEqualTo(dimensions);
      assertThat(new Vector.Numbers(Json.text(numbers)).base64())
          .isEqualTo(packed.path(i).path("embedding").stringValue());
    }
  }

  @Test
  void countTitansTokens() {
    byte[] body = Recordings.read("bedrock/invoke-titan-embed.response.json");
    assertThat(
            OperationCall.of(EMBEDDINGS, WireFormat.BEDROCK)
                .reply(FLOATS, body)
                .usage()
                .usage()
                .input())
        .isEqualTo(Json.read(body).path("inputTextTokenCount").asLong());
  }

  @ParameterizedTest
  @CsvSource({
    "openai/error-embeddings-400, OPENAI, 400, BAD_REQUEST",
    "openai/error-embeddings-404, OPENAI, 404, NOT_FOUND",
    "azure/error-401, OPENAI, 401, AUTHENTICATION",
    "cohere/error-404-embed, COHERE, 404, NOT_FOUND",
  })
  void failAsTheirStatusSays(
      String recording, WireFormat format, int status, UpstreamFailure.Kind kind) {
    byte[] body = Recordings.read(recording + ".response.json");
    assertThat(OperationCall.of(EMBEDDINGS, format).answer(FLOATS, status, body))
        .isInstanceOfSatisfying(UpstreamFailure.class, f -> assertThat(f.kind()).isEqualTo(kind));
  }
}
