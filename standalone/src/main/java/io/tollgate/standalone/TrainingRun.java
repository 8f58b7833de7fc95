package io.tollgate.standalone;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/** A start, a call and a page, for the JVM to learn what a start needs; leaves nothing behind. */
final class TrainingRun {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Options options;

  private TrainingRun(Options options) {
    this.options = options;
  }

  static TrainingRun of(Options options) {
    try (var gateway = new ServerSocket(0);
        var portal = new ServerSocket(0);
        var management = new ServerSocket(0)) {
      return new TrainingRun(
          new Options(
              gateway.getLocalPort(),
              portal.getLocalPort(),
              management.getLocalPort(),
              options.dataDirectory(),
              true));
    } catch (IOException noPort) {
      throw new StartFailure("no free port", noPort);
    }
  }

  void run() {
    try (var tollgate = Tollgate.create()) {
      var ready = tollgate.start(options);
      call(ready);
    } catch (IOException failed) {
      throw new StartFailure("the training call failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      delete(options.dataDirectory());
    }
  }

  private static void call(ReadyBlock ready) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var completion =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + ready.gatewayPort() + "/v1/chat/completions"))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + ready.demoKey().orElseThrow().reveal())
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
              .build();
      client.send(completion, BodyHandlers.discarding());
      var page =
          HttpRequest.newBuilder(URI.create("http://localhost:" + ready.portalPort() + "/"))
              .timeout(PATIENCE)
              .build();
      client.send(page, BodyHandlers.discarding());
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .map(Path::toFile)
          // What cannot be deleted now is replaced by the next training run.
          .forEach(java.io.File::delete);
    } catch (IOException alreadyGone) {
      return;
    }
  }
}
