package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class UploadTests {

  private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start("tollgate.gateway.max-upload=1MB");

  private static final DisposableServer transcriber =
      HttpServer.create()
          .host("127.0.0.1")
          .handle((request, response) ->
              response
                  .header("content-type", "application/json")
                  .sendString(
                      request
                          .receive()
                          .aggregate()
                          .asString()
                          .doOnNext(RECEIVED::add)
                          .then(Mono.just("{\"text\":\"heard\"}"))))
          .bindNow();

  @AfterAll
  static void stop() {
    transcriber.disposeNow();
  }

  @Test
  void passesAFileOnFromTheDiskAndLeavesNothingOfIt() throws IOException {
    var key = keyFor("whisper");
    var sound = "s".repeat(300_000);

    var response = upload(key, form("whisper", sound));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("heard");
    assertThat(RECEIVED).singleElement().asString().contains(sound).contains("upstream-whisper");
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.COMPLETED);
    var spool = gateway.directory().resolve("spool");
    GatewayForTests.await(() -> isEmpty(spool), "the upload is deleted");
  }

  @Test
  void refusesAnUploadThatIsTooLargeOrNoForm() {
    var key = keyFor("whisper-limits");

    var large = upload(key, form("whisper-limits", "s".repeat(2_000_000)));
    var broken = upload(key, "--b\r\nno form at all");

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(gateway.entries(key, 2)).allMatch(entry -> entry.outcome() == Outcome.REFUSED);
  }

  private static boolean isEmpty(Path directory) {
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static WorldForTests.Key keyFor(String model) {
    var world = gateway.world();
    var server = URI.create("http://127.0.0.1:" + transcriber.port());
    return world.keyFor(
        world.model(model, world.provider(WireFormat.OPENAI, server, true), "upstream-" + model));
  }

  private static HttpResponse<String> upload(WorldForTests.Key key, String form) {
    return send(
        post(gateway.uri("/v1/audio/transcriptions"), key.value(), form)
            .setHeader("Content-Type", "multipart/form-data; boundary=b"));
  }

  private static String form(String model, String sound) {
    return String.join(
        "\r\n",
        "--b",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"",
        "Content-Type: audio/wav",
        "",
        sound,
        "--b",
        "Content-Disposition: form-data; name=\"model\"",
        "",
        model,
        "--b--",
        "");
  }
}
