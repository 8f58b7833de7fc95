package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Asks for models as the client of every protocol does, and writes down the outcome. */
class ModelMatrixTests {
  private static final Path PAGE = Path.of("../docs/wire-matrix.md");
  private static final String HEADING = "\n## Models\n";

  private static final String INTRODUCTION =
      """

      Made by `ModelMatrixTests`. The gateway answers by itself, whatever the upstream: with the models that
      the key may use, in the form that the client's headers ask for.

      """;

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Provider provider = world.provider(WireFormat.OPENAI);
  private static final Model plain = world.model("plain", provider, "sim-small");
  private static final Model slashed = world.model("team/private", provider, "sim-small");

  /** How a protocol asks, and by which field one knows its answers. */
  private enum Client {
    OPENAI("/v1/models", "authorization", "/data/0/object", "/object", "/error/code"),
    ANTHROPIC("/v1/models", "x-api-key", "/data/0/type", "/type", "/error/type"),
    GEMINI("/v1beta/models", "x-goog-api-key", "/models/0/name", "/name", "/error/status");

    private final String path;
    private final String header;
    private final String listed;
    private final String alone;
    private final String refused;

    Client(String path, String header, String listed, String alone, String refused) {
      this.path = path;
      this.header = header;
      this.listed = listed;
      this.alone = alone;
      this.refused = refused;
    }

    private HttpResponse<String> get(String key, String rest) {
      var request =
          HttpRequest.newBuilder(gateway.uri(path + rest))
              .timeout(Duration.ofMinutes(1))
              .header(header, this == OPENAI ? "Bearer " + key : key);
      return send(this == ANTHROPIC ? request.header("anthropic-version", "2023-06-01") : request);
    }

    private String shown(String name) {
      return this == GEMINI ? "models/" + name : "model";
    }

    private String unknown() {
      return switch (this) {
        case OPENAI -> "model_not_found";
        case ANTHROPIC -> "not_found_error";
        case GEMINI -> "NOT_FOUND";
      };
    }
  }

  @Test
  void thePageSaysHowModelsAreListed() throws IOException {
    var key = world.keyFor(plain, slashed).value();
    var table =
        new StringBuilder("| asked for | OpenAI | Anthropic | Gemini |\n|---|---|---|---|\n");
    row(table, "the list", client -> listed(client, key));
    row(table, "one model", client -> alone(client, key, "plain"));
    row(table, "one with a slash in its name", client -> alone(client, key, "team/private"));
    row(table, "one that the key may not use", client -> refused(client, key));
    var section = HEADING + INTRODUCTION + table;
    var page = Files.readString(PAGE);
    if ("write".equals(System.getProperty("tollgate.golden"))) {
      Files.writeString(PAGE, page.replace(section(page), section));
    }
    assertThat(section(Files.readString(PAGE))).isEqualTo(section);
  }

  private static void row(StringBuilder table, String asked, Function<Client, String> outcome) {
    table.append("| ").append(asked).append(" |");
    for (var client : Client.values()) {
      table.append(' ').append(outcome.apply(client)).append(" |");
    }
    table.append('\n');
  }

  private static String section(String page) {
    int start = page.indexOf(HEADING);
    assertThat(start).isNotNegative();
    int end = page.indexOf("\n## ", start + HEADING.length());
    return page.substring(start, end);
  }

  private static String listed(Client client, String key) {
    var answer = client.get(key, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    var list = Json.read(answer.body());
    assertThat(list.at(client.listed).asString())
        .isIn(client.shown("plain"), client.shown("team/private"));
    assertThat(names(list)).containsExactlyInAnyOrder("plain", "team/private");
    return "own form";
  }

  private static List<String> names(JsonNode list) {
    var models = list.has("models") ? list.path("models") : list.path("data");
    return models.values().stream()
        .map(model -> model.path("id").asString(model.path("name").asString("")))
        .map(name -> name.replaceFirst("^models/", ""))
        .toList();
  }

  private static String alone(Client client, String key, String name) {
    var answer = client.get(key, "/" + name.replace("/", "%2F"));
    assertThat(answer.statusCode()).isEqualTo(200);
    var model = Json.read(answer.body());
    assertThat(model.at(client.alone).asString()).isEqualTo(client.shown(name));
    assertThat(model.toString()).contains(name);
    return "own form";
  }

  private static String refused(Client client, String key) {
    var answer = client.get(key, "/nobody");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.read(answer.body()).at(client.refused).asString()).isEqualTo(client.unknown());
    return "404";
  }
}
