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
