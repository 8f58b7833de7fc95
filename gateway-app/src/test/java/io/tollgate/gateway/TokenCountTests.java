package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenCountTests {

  private static final String BODY =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"How are you today?\"}]}";

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  @Test
  void aProviderOfAnotherFormatCountsByItself() {
    var world = gateway.world();
    var key = world.keyFor(world.model("gem", world.provider(WireFormat.GEMINI), "gemini-sim"));

    var response =
        send(post(gateway.uri("/v1/messages/count_tokens"), key.value(), BODY.formatted("gem")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).matches("\\{\"input_tokens\":[1-9][0-9]*}");
    assertThat(response.headers().firstValue("x-tollgate-estimated")).isEmpty();
    assertThat(gateway.onlyEntry(key).usageSource()).isEqualTo(UsageSource.NONE);
  }

  @Test
  void anEstimateSaysThatItIsOneAndCostsNothing() {
    var world = gateway.world();
    var key = world.keyFor(world.model("gpt", world.provider(WireFormat.OPENAI), "sim-small"));
    gateway.simulator().reset();

    var response =
        send(post(gateway.uri("/v1/messages/count_tokens"), key.value(), BODY.formatted("gpt")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"input_tokens\":5}");
    assertThat(response.headers().firstValue("x-tollgate-estimated")).hasValue("input_tokens");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.NONE);
    assertThat(gateway.simulator().served().received()).isZero();
  }

  @Test
  void openAiCountsForItsOwnClients() {
    var world = gateway.world();
    var key = world.keyFor(world.model("gpt-3", world.provider(WireFormat.OPENAI), "sim-small"));

    var response =
        send(
            post(
                gateway.uri("/v1/responses/input_tokens"),
                key.value(),
                "{\"model\":\"gpt-3\",\"input\":\"How are you today?\"}"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":4}");
    assertThat(response.headers().firstValue("x-tollgate-estimated")).isEmpty();
    assertThat(gateway.onlyEntry(key).usageSource()).isEqualTo(UsageSource.NONE);
  }

  /** Bedrock counts for some models, and knows no profiles of several regions. */
  @Test
  void whereAProviderDoesNotCountForTheModelThereIsAnEstimate() {
    var world = gateway.world();
    var key =
        world.keyFor(
            world.model(
                "arn", world.provider(WireFormat.BEDROCK), "arn:aws:bedrock:x:profile/claude"));

    var response =
        send(post(gateway.uri("/v1/messages/count_tokens"), key.value(), BODY.formatted("arn")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"input_tokens\":5}");
    assertThat(response.headers().firstValue("x-tollgate-estimated")).hasValue("input_tokens");
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void whatIsNoRequestIsNotEstimated() {
    var world = gateway.world();
    var key = world.keyFor(world.model("gpt-2", world.provider(WireFormat.OPENAI), "sim-small"));

    var response =
        send(
            post(
                gateway.uri("/v1/messages/count_tokens"),
                key.value(),
                "{\"model\":\"gpt-2\",\"messages\":[{\"role\":\"nobody\",\"content\":\"Hi\"}]}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("invalid_request_error").contains("messages[0].role");
  }
}
