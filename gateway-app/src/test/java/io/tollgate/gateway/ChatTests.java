package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChatTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  @Test
  void answersAChatAndBooksWhatTheProviderReported() {
    var world = gateway.world();
    var model = world.model("chat-one", world.provider(WireFormat.OPENAI), "sim-small");
    var key = world.keyFor(model);

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("chat-one", false)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"chat.completion\"");
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    var entry = gateway.onlyEntry(key);
    var served = gateway.simulator().served();
    assertThat(entry.requestId()).hasToString(response.headers().firstValue("x-request-id").get());
    assertThat(entry.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(entry.usageSource()).isEqualTo(UsageSource.PROVIDER);
    assertThat(entry.usage().totalInput()).isEqualTo(served.inputTokens());
    assertThat(entry.usage().totalOutput()).isEqualTo(served.outputTokens());
    assertThat(entry.originalModel()).isEqualTo("chat-one");
    assertThat(entry.requestModel()).isEqualTo("sim-small");
    assertThat(entry.cost().nanos())
        .isEqualTo(1000 * served.inputTokens() + 2000 * served.outputTokens());
  }

  @Test
  void streamsAChatToItsEndAndBooksIt() {
    var world = gateway.world();
    var model = world.model("chat-two", world.provider(WireFormat.OPENAI), "sim-small");
    var key = world.keyFor(model);

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("chat-two", true)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).endsWith("data: [DONE]\n\n").doesNotContain("\"usage\":{");
    var entry = gateway.onlyEntry(key);
    assertThat(entry.streamed()).isTrue();
    assertThat(entry.firstToken()).isNotNull();
    assertThat(entry.usage().totalOutput()).isEqualTo(gateway.simulator().served().outputTokens());
  }
}
