package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the gateway makes of the words of whoever stands between it and a client. */
class ForwardedTests {

  private final Logger strangers =
      (Logger) LoggerFactory.getLogger("io.tollgate.gateway.metering.Strangers");
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @AfterEach
  void stopListening() {
    strangers.detachAppender(said);
  }

  @Test
  void theLogNamesTheClientBehindAListedProxy() {
    try (var gateway =
        GatewayForTests.start(
            "tollgate.gateway.trusted-proxies=127.0.0.0/8,::1",
            "tollgate.gateway.forwarding-headers=forwarded")) {
      listen();
      send(
          post(gateway.uri("/v1/chat/completions"), "tg_unknown", chat("demo", false))
              .header("X-Forwarded-For", "6.6.6.6")
              .header("Forwarded", "for=6.6.6.6, for=203.0.113.7;proto=https"));

      assertThat(said.list)
          .singleElement()
          .extracting(ILoggingEvent::getFormattedMessage)
          .asString()
          .contains("203.0.113.7")
          .doesNotContain("6.6.6.6");
    }
  }

  /** In Kubernetes the framework would believe everybody if it were not told otherwise. */
  @Test
  void theLogNamesThePeerUnlessItIsListedAndIsNotFlooded() {
    try (var gateway = GatewayForTests.start("spring.main.cloud-platform=kubernetes")) {
      listen();
      for (int i = 0; i < 30; i++) {
        send(get(gateway.uri("/v1/models"), "none").header("X-Forwarded-For", "6.6.6.6"));
      }

      assertThat(said.list).hasSizeBetween(1, 10);
      assertThat(said.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .allMatch(line -> line.contains("127.0.0.1") && !line.contains("6.6.6.6"));
    }
  }

  @Test
  void aProxyThatIsNoAddressStopsTheStart() {
    assertThatThrownBy(() -> GatewayForTests.start("tollgate.gateway.trusted-proxies=10.0.0.0/99"))
        .hasRootCauseMessage("a range ends in /0 to /32: 10.0.0.0/99");
  }

  /** A gateway that starts sets logging up anew. */
  private void listen() {
    said.start();
    strangers.addAppender(said);
  }
}
