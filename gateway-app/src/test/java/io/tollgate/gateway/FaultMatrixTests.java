package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes wrong at a provider, at each moment of an answer, where another could be asked instead:
 * asked it is only when nothing was bought and nothing was shown.
 */
class FaultMatrixTests {

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start(
          "tollgate.gateway.upstream.first-token=3s",
          "tollgate.gateway.upstream.idle=3s",
          "tollgate.gateway.upstream.total=6s");

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @CsvSource({
    // Refused before anything was bought: the other one answers.
    "status=429,             false, 200, true,  2",
    "status=503,             false, 200, true,  2",
    "status=529,             false, 200, true,  2",
    "status=429,             true,  200, true,  2",
    "status=503,             true,  200, true,  2",
    "status=529,             true,  200, true,  2",
    // The request is wrong wherever it is sent.
    "status=400,             false, 400, false, 1",
    "status=400,             true,  400, false, 1",
    // It was read, and may have been bought.
    "reset-after-read,       false, 502, false, 1",
    "reset-after-read,       true,  502, false, 1",
    "hang,                   false, 504, false, 1",
    "hang,                   true,  504, false, 1",
    "cut-after-bytes=60,     false, 502, false, 1",
    // It was shown.
    "cut-after-tokens=3,     true,  200, false, 1",
    "end-after-tokens=3,     true,  200, false, 1",
    "error-after-tokens=3,   true,  200, false, 1",
    "hang-after-tokens=3,    true,  200, false, 1",
  })
  void anotherProviderIsAskedOnlyWhileNothingWasBoughtOrShown(
      String fault, boolean stream, int status, boolean whole, int calls) {
    var name = fault.replaceAll("[^a-z0-9]", "-") + (stream ? "-streamed" : "");
    var model = world.model(name, provider, "sim-small+words=9+" + fault);
    world.deployment(model, provider, "sim-large", 1);
    var key = world.keyFor(model);

    var answer = send(post(gateway.uri("/v1/chat/completions"), key.value(), chat(name, stream)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body().contains("\"error\"")).as(answer.body()).isEqualTo(!whole);
    assertThat(answer.body().contains("[DONE]")).isEqualTo(stream && whole);
    assertThat(gateway.simulator().received()).hasSize(calls);
    var entry = gateway.onlyEntry(key);
    assertThat(entry.outcome() == Outcome.COMPLETED).isEqualTo(whole);
    assertThat(entry.attempts()).hasSize(calls);
  }
}
