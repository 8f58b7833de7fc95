package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Providers whose format no client speaks, over sockets and with every client protocol. */
class NativeUpstreamTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static WorldForTests.Key model(WireFormat format, String name, String faults) {
    var world = gateway.world();
    return world.keyFor(world.model(name, world.provider(format), "sim-small" + faults));
  }

  private static HttpResponse<String> call(WorldForTests.Key key, String path, String body) {
    return send(post(gateway.uri(path), key.value(), body));
  }

  private static String message(String model, boolean stream) {
    return """
    {"model":"%s","max_tokens":50,"stream":%s,"messages":[{"role":"user","content":"Hello there"}]}\
    """
        .formatted(model, stream);
  }

  private static final String CONTENTS =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello there\"}]}]}";

  @ParameterizedTest
  @EnumSource(names = {"COHERE", "OLLAMA", "BEDROCK"})
  void everyClientIsAnsweredInItsOwnProtocol(WireFormat format) {
    var name = format.name().toLowerCase(Locale.ROOT) + "-plain";
    var key = model(format, name, "");

    var chat = call(key, "/v1/chat/completions", chat(name, false));
    var messages = call(key, "/v1/messages", message(name, false));
    var contents = call(key, "/v1beta/models/" + name + ":generateContent", CONTENTS);
    var responses =
        call(key, "/v1/responses", "{\"model\":\"%s\",\"input\":\"Hello there\"}".formatted(name));

    var text = JSON.readTree(chat.body()).at("/choices/0/message/content").asString();
    assertThat(text).contains("“Hello there”");
    assertThat(JSON.readTree(messages.body()).at("/content/0/text").asString()).isEqualTo(text);
    assertThat(JSON.readTree(contents.body()).at("/candidates/0/content/parts/0/text").asString())
        .isEqualTo(text);
    assertThat(JSON.readTree(responses.body()).at("/output/0/content/0/text").asString())
        .isEqualTo(text);
    var entries = gateway.entries(key, 4);
    var served = gateway.simulator().served();
    assertThat(entries.stream().mapToLong(entry -> entry.usage().totalInput()).sum())
        .isEqualTo(served.inputTokens());
    assertThat(entries.stream().mapToLong(entry -> entry.usage().totalOutput()).sum())
        .isEqualTo(served.outputTokens());
  }

  @ParameterizedTest
  @EnumSource(names = {"COHERE", "OLLAMA", "BEDROCK"})
  void parallelCallsAreStreamedByteByByte(WireFormat format) {
    var name = format.name().toLowerCase(Locale.ROOT) + "-tools";
    var key = model(format, name, "+write-one-byte+reasoning=3+cached=1");
    var tool =
        "{\"name\":\"%s\",\"input_schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}";
    var body =
        """
        {"model":"%s","max_tokens":500,"stream":true,
         "messages":[{"role":"user","content":"get_one and get_two"}],"tools":[%s,%s]}
        """
            .formatted(name, tool.formatted("get_one"), tool.formatted("get_two"));

    var response = call(key, "/v1/messages", body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"name\":\"get_one\"", "\"name\":\"get_two\"", "thinking_delta")
        .contains("\"stop_reason\":\"tool_use\"")
        .contains("event: message_stop");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.PROVIDER);
    assertThat(entry.usage().totalInput()).isEqualTo(gateway.simulator().served().inputTokens());
    assertThat(entry.usage().totalOutput()).isEqualTo(gateway.simulator().served().outputTokens());
  }

  @ParameterizedTest
  @CsvSource({
    "COHERE,error-after-tokens=3",
    "OLLAMA,error-after-tokens=3",
    "COHERE,cut-after-tokens=3",
    "OLLAMA,end-after-tokens=3",
    "BEDROCK,error-after-tokens=3",
    "BEDROCK,cut-after-tokens=3",
    "BEDROCK,end-after-tokens=3"
  })
  void aStreamThatFailsHalfWayIsNoCleanEnd(WireFormat format, String fault) {
    var name = (format + "-" + fault.substring(0, 3)).toLowerCase(Locale.ROOT);
    var key = model(format, name, "+words=9+" + fault);

    var response = call(key, "/v1/chat/completions", chat(name, true));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"error\"").doesNotContain("[DONE]");
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "COHERE,429,429",
    "OLLAMA,429,429",
    "BEDROCK,429,429",
    "COHERE,401,502",
    "OLLAMA,500,502",
    "BEDROCK,401,502",
    "BEDROCK,500,502"
  })
  void refusalsWearTheClientsProtocol(WireFormat format, int status, int shown) {
    var name = (format + "-" + status).toLowerCase(Locale.ROOT);
    var key = model(format, name, "+status=" + status + "+retry-after=7");

    var response = call(key, "/v1/messages", message(name, true));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(shown);
    assertThat(JSON.readTree(response.body()).path("type").asString()).isEqualTo("error");
    boolean waiting = status == 429 || status == 500;
    assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(waiting);
  }

  @Test
  void aKeyThatAmazonDoesNotKnowIsTheGatewaysFault() {
    var world = gateway.world();
    var provider = world.providerWithSecret(WireFormat.BEDROCK, "AKIAOTHER:unknown");
    var key = world.keyFor(world.model("bedrock-unknown", provider, "sim-small"));

    var response = call(key, "/v1/messages", message("bedrock-unknown", false));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
    assertThat(response.body()).doesNotContain("AKIAOTHER", "security token");
  }

  @Test
  void nothingGoesToAmazonUnsigned() {
    var world = gateway.world();
    var provider = world.providerWithSecret(WireFormat.BEDROCK, "no-key-of-amazons");
    var key = world.keyFor(world.model("bedrock-unsigned", provider, "sim-small"));

    var response = call(key, "/v1/messages", message("bedrock-unsigned", false));

    assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(500);
    assertThat(gateway.simulator().received()).isEmpty();
  }

  @Test
  void embedsAndRanksAtAmazon() {
    var world = gateway.world();
    var provider = world.provider(WireFormat.BEDROCK);
    var embedding =
        world.keyFor(world.model("bedrock-embed", provider, "amazon.titan-embed-text-v2:0"));
    var ranking = world.keyFor(world.model("bedrock-rank", provider, "cohere.rerank-v3-5:0"));

    var vector =
        call(embedding, "/v1/embeddings", "{\"model\":\"bedrock-embed\",\"input\":\"one two\"}");
    var ranked =
        call(
            ranking,
            "/v2/rerank",
            """
            {"model":"bedrock-rank","query":"red apples","documents":["blue sky","red apples"]}
            """);

    assertThat(vector.statusCode()).as(vector.body()).isEqualTo(200);
    assertThat(JSON.readTree(vector.body()).at("/data/0/embedding").size()).isEqualTo(256);
    assertThat(ranked.statusCode()).as(ranked.body()).isEqualTo(200);
    assertThat(JSON.readTree(ranked.body()).at("/results/0/index").asInt()).isEqualTo(1);
  }
}
