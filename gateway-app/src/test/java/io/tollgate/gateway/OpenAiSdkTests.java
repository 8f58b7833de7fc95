package io.tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.models.Model;
import io.tollgate.domain.provider.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a developer does: the vendor's own client with another base URL and key. */
class OpenAiSdkTests {

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.uri("/v1").toString())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams hello(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello there").build();
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "ANTHROPIC", "GEMINI"})
  void talksToEveryWireFormatInPiecesAndInOne(WireFormat format) {
    var name = "sdk-" + format.name();
    var key = world.keyFor(world.model(name, world.provider(format), "sim-small"));
    var client = client(key.value());

    var whole = client.chat().completions().create(hello(name));
    var pieces = ChatCompletionAccumulator.create();
    try (var stream = client.chat().completions().createStreaming(hello(name))) {
      stream.stream().forEach(pieces::accumulate);
    }

    var text = whole.choices().getFirst().message().content().orElseThrow();
    assertThat(text).isNotBlank();
    assertThat(pieces.chatCompletion().choices().getFirst().message().content()).hasValue(text);
    assertThat(gateway.entries(key, 2))
        .allMatch(entry -> entry.usage().totalOutput() == text.split("\\s+").length);
  }

  @Test
  void raisesTheTypedExceptionOfEachRefusal() {
    var model = world.model("sdk-errors", world.provider(WireFormat.OPENAI), "sim-small");
    var api = world.aiApi(world.tenant(), model);
    var limited = world.application(world.tenant());
    world.subscribe(limited, api, world.plan(api, null, 1));
    var limitedKey = world.key(limited);
    var stranger = world.key(world.application(world.tenant()));
    world.settled();

    assertThatThrownBy(() -> create("tg_nobodyhasthiskey12345", "sdk-errors"))
        .isInstanceOf(UnauthorizedException.class);
    assertThatThrownBy(() -> create(stranger.value(), "sdk-errors"))
        .isInstanceOf(PermissionDeniedException.class);
    assertThatThrownBy(() -> create(stranger.value(), "no-such-model"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> create(limitedKey.value(), "sdk-errors"))
        .isInstanceOf(RateLimitException.class);
  }

  private static void create(String key, String model) {
    client(key).chat().completions().create(hello(model));
  }

  @Test
  void listsAndFindsModels() {
    var key =
        world.keyFor(world.model("sdk/listed", world.provider(WireFormat.OPENAI), "sim-small"));
    var client = client(key.value());

    assertThat(client.models().list().data()).extracting(Model::id).containsExactly("sdk/listed");
    assertThat(client.models().retrieve("sdk/listed").id()).isEqualTo("sdk/listed");
  }
}
