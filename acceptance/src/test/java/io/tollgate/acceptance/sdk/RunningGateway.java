package io.tollgate.acceptance.sdk;

import static org.awaitility.Awaitility.await;

import io.tollgate.acceptance.TollgateProcess;
import io.tollgate.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one gateway that all suites of a test run share, started for the first. */
final class RunningGateway implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == GatewayUnderTest.class;
  }

  @Override
  public GatewayUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RunningGateway.class))
        .computeIfAbsent(Parts.class, unused -> Parts.start(), Parts.class)
        .gateway();
  }

  /** Closed by JUnit after the last test. */
  private record Parts(
      SimulatorServer simulator, TollgateProcess tollgate, GatewayUnderTest gateway)
      implements AutoCloseable {

    static Parts start() {
      var simulator = SimulatorServer.start("127.0.0.1", 0);
      var tollgate = TollgateProcess.start(temporaryDirectory());
      var gateway = SuiteConfiguration.write(tollgate, simulator.uri());
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> serves(gateway));
      return new Parts(simulator, tollgate, gateway);
    }

    @Override
    public void close() {
      tollgate.close();
      simulator.close();
      delete(tollgate.dataDirectory());
    }

    private static boolean serves(GatewayUnderTest gateway)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create(gateway.uri() + "/v1/models"))
              .header("Authorization", "Bearer " + gateway.key())
              .build();
      try (var client = HttpClient.newHttpClient()) {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      }
    }

    private static Path temporaryDirectory() {
      try {
        return Files.createTempDirectory("tollgate-sdks");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static void delete(Path directory) {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
