package io.tollgate.simulator;

import static io.tollgate.simulator.Exchange.events;
import static io.tollgate.simulator.Exchange.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the vendors offer besides talking. */
class FurtherEndpointsTests {
  private static SimulatorServer simulator;
  private static Exchange exchange;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
    exchange = new Exchange(simulator.uri());
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void forget() {
    simulator.reset();
  }

  @Test
  void completesEveryPromptWholeAndStreamed() {
    String prompts = "{\"model\":\"sim-small+words=6\",\"prompt\":[\"one\",\"two words\"]%s}";
    JsonNode whole = json(exchange.openAi("/v1/completions", prompts.formatted("")));
    List<JsonNode> chunks =
        events(
            exchange
                .openAi(
                    "/v1/completions",
                    prompts.formatted(
                        ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .body());

    assertThat(whole.path("object").asString()).isEqualTo("text_completion");
    assertThat(whole.path("choices").size()).isEqualTo(2);
    assertThat(whole.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(12);
    assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(15);
    assertThat(
            chunks.stream()
                .map(chunk -> chunk.path("choices").path(0))
                .filter(choice -> choice.path("index").asInt(-1) == 1)
                .map(choice -> choice.path("text").asString(""))
                .collect(Collectors.joining()))
        .isEqualTo(whole.at("/choices/1/text").asString());
    assertThat(simulator.served().requests()).isEqualTo(2);
  }

  @Test
  void drawsAPicture() {
    JsonNode drawn =
        json(
            exchange.openAi(
                "/v1/images/generations",
                "{\"model\":\"sim-image\",\"prompt\":\"a small cat\",\"n\":2}"));

    assertThat(drawn.path("data").size()).isEqualTo(2);
    assertThat(drawn.at("/data/0/b64_json").asString()).startsWith("iVBORw0KGgo");
    assertThat(drawn.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(drawn.at("/usage/output_tokens").asInt()).isEqualTo(544);
  }

  @Test
  void editsAPictureFromAForm() {
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="model"\r
        \r
        sim-image\r
        --b\r
        Content-Disposition: form-data; name="prompt"\r
        \r
        paint it blue\r
        --b\r
        Content-Disposition: form-data; name="image"; filename="cat.png"\r
        Content-Type: image/png\r
        \r
        bytes\r
        --b--\r
        """;
    HttpResponse<String> edited =
        exchange.send(
            HttpRequest.newBuilder(simulator.uri().resolve("/v1/images/edits"))
                .header("Authorization", "Bearer sk-test")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

    assertThat(json(edited).at("/usage/input_tokens_details/text_tokens").asInt()).isEqualTo(3);
    assertThat(json(edited).at("/usage/input_tokens_details/image_tokens").asInt()).isEqualTo(85);
  }

  @Test
  void refusesWhatTheNewerModelsOfPicturesDoNotKnow() {
    HttpResponse<String> refused =
        exchange.openAi(
            "/v1/images/generations",
            "{\"model\":\"sim-image\",\"prompt\":\"a\",\"response_format\":\"url\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).at("/error/code").asString()).isEqualTo("unknown_parameter");
  }

  @Test
  void embedsForCohereAndOllama() {
    JsonNode cohere =
        json(
            exchange.openAi(
                "/v2/embed",
                "{\"model\":\"m\",\"texts\":[\"a b\",\"c\"],\"input_type\":\"search_query\",\"output_dimension\":8}"));
    JsonNode ollama =
        json(
            exchange.openAi(
                "/api/embed", "{\"model\":\"m\",\"input\":[\"a b\",\"c\"],\"dimensions\":8}"));

    assertThat(cohere.at("/embeddings/float/0")).isEqualTo(ollama.at("/embeddings/0"));
    assertThat(cohere.at("/embeddings/float/1").size()).isEqualTo(8);
    assertThat(cohere.at("/meta/billed_units/input_tokens").asInt()).isEqualTo(3);
    assertThat(ollama.path("prompt_eval_count").asInt()).isEqualTo(3);
  }
}
