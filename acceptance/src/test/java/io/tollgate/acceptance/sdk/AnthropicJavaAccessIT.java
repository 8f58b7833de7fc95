package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.models.ModelInfo;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway itself grants and refuses, as anthropic-java sees it. */
@Tag("anthropic-java")
@ExtendWith(RunningGateway.class)
class AnthropicJavaAccessIT {

  private static final String MODEL = Upstream.ANTHROPIC.model("chat");

  private final GatewayUnderTest gateway;
  private final AnthropicClient client;

  AnthropicJavaAccessIT(GatewayUnderTest gateway) {
    this.gateway = gateway;
    this.client = AnthropicClients.connect(gateway, gateway.key());
  }

  @Test
  void isTheVersionThatThisRunIsFor() {
    var jar = AnthropicClient.class.getProtectionDomain().getCodeSource().getLocation();
    var version = System.getProperty("tollgate.anthropic-java");
    assertThat(jar.getPath()).endsWith("/anthropic-java-core-" + version + ".jar");
  }

  @Test
  void raises401ForAWrongKey() {
    var wrong = AnthropicClients.connect(gateway, GatewayUnderTest.WRONG_KEY);

    assertThatThrownBy(() -> ask(wrong, MODEL)).isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void raises403WithoutASubscription() {
    var stranger = AnthropicClients.connect(gateway, gateway.strangersKey());

    assertThatThrownBy(() -> ask(stranger, MODEL)).isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void raises404ForAnUnknownModel() {
    assertThatThrownBy(() -> ask(client, "no/such-model")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void raises413ForABodyOfMoreThan10MiB() {
    var large =
        AnthropicClients.conversation(MODEL).addUserMessage("x".repeat(11 * 1024 * 1024)).build();
    var failure =
        catchThrowableOfType(
            AnthropicServiceException.class, () -> client.messages().create(large));

    assertThat(failure.statusCode()).isEqualTo(413);
  }

  @Test
  void raises429AtTheLimitOfThePlan() {
    var limited = AnthropicClients.connect(gateway, gateway.limitedKey());
    var failure =
        catchThrowableOfType(
            RateLimitException.class,
            () -> {
              ask(limited, MODEL);
              ask(limited, MODEL);
            });

    assertThat(failure.headers().values("retry-after").getFirst()).matches("[1-9][0-9]?");
  }

  @Test
  void triesAgainAfterTheTimeThatItWasTold() {
    var patient = AnthropicClients.connect(gateway, gateway.key(), 1);
    var started = System.nanoTime();

    assertThatThrownBy(() -> ask(patient, Upstream.GEMINI.failing("status-429")))
        .isInstanceOf(RateLimitException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(Script.RETRY_AFTER_SECONDS));
  }

  @Test
  void countsTokens() {
    var counted = client.messages().countTokens(tokensOf(MODEL));

    assertThat(counted.inputTokens()).isEqualTo(Script.SYSTEM_TOKENS + Script.QUESTION_TOKENS);
  }

  @Test
  void isGivenAnEstimateWhereTokensCannotBeCounted() {
    var counted = client.messages().countTokens(tokensOf(Upstream.OPENAI.model("chat")));

    assertThat(counted.inputTokens()).isPositive();
  }

  @Test
  void listsTheModels() {
    assertThat(client.models().list().autoPager().stream().map(ModelInfo::id))
        .containsAll(Arrays.stream(Upstream.values()).map(one -> one.model("chat")).toList());
  }

  private static MessageCountTokensParams tokensOf(String model) {
    return MessageCountTokensParams.builder()
        .model(model)
        .system(Script.SYSTEM)
        .addUserMessage(Script.QUESTION)
        .build();
  }

  private static void ask(AnthropicClient client, String model) {
    client.messages().create(AnthropicClients.question(model));
  }
}
