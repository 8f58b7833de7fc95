package io.tollgate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** The peer is always this machine, a proxy or not. */
class TrustedProxiesTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> NOBODY = List.of();
  private static final List<String> LOCAL = List.of("127.0.0.0/8", "::1", "10.0.0.0/8");

  @Test
  void nobodyIsBelievedUnlessListed() {
    assertThat(seen(NOBODY, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https"))
        .isEqualTo("127.0.0.1 http portal.example:80");
    assertThat(seen(List.of("192.0.2.0/24"), "X-Forwarded-For: 6.6.6.6"))
        .startsWith("127.0.0.1 http");
  }

  @Test
  void aListedProxySaysWhoCallsAndHow() {
    assertThat(seen(LOCAL, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
        .isEqualTo("203.0.113.7 https portal.example:443");
    assertThat(seen(LOCAL)).isEqualTo("127.0.0.1 http portal.example:80");
  }

  @Test
  void whatAClientClaimsBeforeTheFirstProxyCountsForNothing() {
    assertThat(seen(LOCAL, "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.1.2.3"))
        .startsWith("203.0.113.7 ");
    assertThat(seen(LOCAL, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 203.0.113.7"))
        .startsWith("203.0.113.7 ");
    assertThat(
            seen(LOCAL, "X-Forwarded-For: 203.0.113.7, 10.1.2.3", "X-Forwarded-Proto: https, http"))
        .isEqualTo("203.0.113.7 https portal.example:443");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7:4711, 203.0.113.7",
    "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "::ffff:203.0.113.7, 203.0.113.7",
  })
  void addressesComeInManyForms(String header, String address) {
    assertThat(seen(LOCAL, "X-Forwarded-For: " + header)).startsWith(address + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "localhost", "example.com", "1.2.3", "", "%0d%0a", "999.1.1.1"})
  void whatIsNoAddressEndsTheWalkAtTheProxy(String header) {
    assertThat(seen(LOCAL, "X-Forwarded-For: 6.6.6.6, " + header))
        .isEqualTo("127.0.0.1 http portal.example:80");
  }

  @Test
  void anUnknownSchemeChangesNothing() {
    assertThat(seen(LOCAL, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: file"))
        .isEqualTo("203.0.113.7 http portal.example:80");
  }

  @Test
  void onlyTheHeadersThatOurProxiesWriteAreRead() {
    assertThat(seen(LOCAL, "Forwarded: for=6.6.6.6;proto=https"))
        .isEqualTo("127.0.0.1 http portal.example:80");
    assertThat(
            seen(
                LOCAL,
                ForwardingHeaders.FORWARDED,
                "X-Forwarded-For: 6.6.6.6",
                "Forwarded: for=6.6.6.6, For=\"[2001:db8::1]:47\";proto=https, for=10.0.0.9"))
        .isEqualTo("2001:db8:0:0:0:0:0:1 https portal.example:443");
    assertThat(seen(LOCAL, ForwardingHeaders.FORWARDED, "Forwarded: for=6.6.6.6, for=_hidden"))
        .startsWith("127.0.0.1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "::/129"})
  void refusesWhatIsNoRange(String range) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(range), ForwardingHeaders.X_FORWARDED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(range);
  }

  private static String seen(List<String> proxies, String... headers) {
    return seen(proxies, ForwardingHeaders.X_FORWARDED, headers);
  }

  /** How the server sees a request with these headers: address, scheme, host and port. */
  private static String seen(List<String> proxies, ForwardingHeaders read, String... headers) {
    var server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .forwarded(TrustedProxies.of(proxies, read))
            .handle((request, response) -> {
              var address = request.remoteAddress().getAddress().getHostAddress();
              var host = request.hostName() + ":" + request.hostPort();
              return response.sendString(Mono.just(address + " " + request.scheme() + " " + host));
            })
            .bindNow(PATIENCE);
    try {
      return HttpClient.newConnection()
          .headers(sent -> {
            sent.set("Host", "portal.example");
            for (String header : headers) {
              var parts = header.split(": ", 2);
              sent.add(parts[0], parts[1]);
            }
          })
          .get()
          .uri("http://127.0.0.1:" + server.port())
          .responseSingle((response, body) -> body.asString())
          .block(PATIENCE);
    } finally {
      server.disposeNow(PATIENCE);
    }
  }
}
