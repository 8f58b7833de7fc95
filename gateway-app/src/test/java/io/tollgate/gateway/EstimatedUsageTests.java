package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.UsageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is booked where a provider does not say what it took. */
class EstimatedUsageTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Model silent =
      world.model("silent", world.provider(WireFormat.OPENAI), "sim-small+words=60+no-usage");

  @Test
  void anAnswerOfAChatCostsTheSameWholeAndStreamed() {
    agrees(
        "/v1/chat/completions",
        "/v1/chat/completions",
        "{\"model\":\"silent\",\"stream\":%s,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}");
  }

  @Test
  void anAnswerToMessagesCostsTheSameWholeAndStreamed() {
    agrees(
        "/v1/messages",
        "/v1/messages",
        "{\"model\":\"silent\",\"stream\":%s,\"max_tokens\":500,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}");
  }

  @Test
  void generatedContentCostsTheSameWholeAndStreamed() {
    agrees(
        "/v1beta/models/silent:generateContent",
        "/v1beta/models/silent:streamGenerateContent?alt=sse",
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello there\"}]}]}");
  }

  /** The bytes of the events pass through, and most of them are not the model's. */
  @Test
  void messagesThatAreOnlyPassedOnCostTheSameWholeAndStreamed() {
    var passed =
        world.model(
            "silent-claude", world.provider(WireFormat.ANTHROPIC), "sim-small+words=60+no-usage");
    agrees(
        passed,
        "/v1/messages",
        "/v1/messages",
        "{\"model\":\"silent-claude\",\"stream\":%s,\"max_tokens\":500,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}");
  }

  @Test
  void aResponseCostsTheSameWholeAndStreamed() {
    agrees(
        "/v1/responses",
        "/v1/responses",
        "{\"model\":\"silent\",\"stream\":%s,\"input\":\"Hello there\"}");
  }

  private static void agrees(String whole, String streamed, String body) {
    agrees(silent, whole, streamed, body);
  }

  private static void agrees(Model model, String whole, String streamed, String body) {
    var key = world.keyFor(model);

    var one = send(post(gateway.uri(whole), key.value(), body.formatted(false)));
    var other = send(post(gateway.uri(streamed), key.value(), body.formatted(true)));

    assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
    assertThat(other.statusCode()).as(other.body()).isEqualTo(200);

    var entries = gateway.entries(key, 2);
    assertThat(entries)
        .allSatisfy(entry ->
            assertThat(entry)
                .returns(Outcome.COMPLETED, LedgerEntry::outcome)
                .returns(UsageSource.ESTIMATED, LedgerEntry::usageSource));
    long output = entries.getFirst().usage().totalOutput();
    assertThat(output).isPositive();
    // A character of several bytes may be counted as one.
    assertThat(entries.getLast().usage().totalOutput()).isCloseTo(output, within(2L));
  }
}
