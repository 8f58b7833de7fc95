package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;

/** A server that cannot prove who it is gets neither a secret nor a request. */
class UpstreamTrustTests {

  private static final String PASSWORD = "for-this-test-only";
  private static final AtomicInteger ARRIVED = new AtomicInteger();

  private static GatewayForTests gateway;
  private static DisposableServer impostor;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(selfSigned(directory.resolve("server.p12")), PASSWORD.toCharArray());
    impostor =
        HttpServer.create()
            .host("127.0.0.1")
            .secure(tls -> tls.sslContext(Http11SslContextSpec.forServer(keys)))
            .handle((request, response) -> {
              ARRIVED.incrementAndGet();
              return response.sendString(Mono.just("{}"));
            })
            .bindNow();
    gateway = GatewayForTests.start();
  }

  /** A certificate with the right name that nobody vouches for. */
  private static KeyStore selfSigned(Path file) throws Exception {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    try (var stored = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(stored, PASSWORD.toCharArray());
      return store;
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    impostor.disposeNow();
  }

  private static URI server() {
    return URI.create("https://localhost:" + impostor.port());
  }

  @Test
  void aProviderWithoutAValidCertificateIsNotCalled() {
    var world = gateway.world();
    var provider = world.provider(WireFormat.OPENAI, server(), true);
    var key = world.keyFor(world.model("impostor", provider, "any"));

    var response =
        send(post(gateway.uri("/v1/chat/completions"), key.value(), chat("impostor", false)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ARRIVED).hasValue(0);
  }

  @Test
  void neitherIsTheUpstreamOfARestApi() {
    var world = gateway.world();
    var api = world.restApi(world.tenant());
    world.route(api, "/**", null, null, server());
    var key = world.subscriber(api);

    var response = send(get(gateway.uri(api.basePath() + "/secret"), key.value()));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(502);
    assertThat(gateway.onlyEntry(key).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ARRIVED).hasValue(0);
  }
}
