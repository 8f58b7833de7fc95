package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.util.concurrent.ImmediateEventExecutor;
import io.tollgate.domain.provider.PrivateNetworks;
import io.tollgate.domain.tenant.Role;
import io.tollgate.network.AddressGuard;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.security.ReturnPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people have tried on other portals, taken from a public collection. */
class HostilePayloadTests {

  private static final Path CORPUS =
      Path.of(System.getProperty("tollgate.corpora", "../shared/corpora"))
          .resolve("open/web/payloads.jsonl");

  @Test
  void noAddressLeadsInside() throws Exception {
    var payloads = payloads("ssrf_");

    assertThat(payloads).hasSizeGreaterThan(40);
    for (var payload : payloads) {
      assertThat(isRefusedWhenSaved(payload) || isRefusedWhenCalled(URI.create(payload)))
          .as(payload)
          .isTrue();
    }
  }

  private static boolean isRefusedWhenSaved(String url) {
    var checks = new Checks();
    checks.url("baseUrl", url);
    try {
      checks.done();
      return false;
    } catch (InvalidInput refused) {
      return true;
    }
  }

  private static boolean isRefusedWhenCalled(URI url) throws InterruptedException {
    var guard = AddressGuard.of(PrivateNetworks::contains, HostilePayloadTests::addresses);
    try (var resolver = guard.getResolver(ImmediateEventExecutor.INSTANCE)) {
      var server = InetSocketAddress.createUnresolved(url.getHost(), 80);
      return !resolver.resolve(server).await().isSuccess();
    }
  }

  /** The names of the collection lead to this machine; nobody is asked for them. */
  private static InetAddress[] addresses(String host) throws UnknownHostException {
    return host.matches("[0-9.:\\[\\]]+")
        ? InetAddress.getAllByName(host)
        : new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Test
  void signingInLeadsToThisSiteOnly() throws IOException {
    var portal = URI.create("https://portal.example");
    var payloads = payloads("open_redirect");

    assertThat(payloads).hasSizeGreaterThan(10);
    for (var payload : payloads) {
      var path = ReturnPath.of(payload);
      assertThat(portal.resolve(HtmlUtils.htmlEscape(path)).getHost())
          .as(payload)
          .isEqualTo("portal.example");
      assertThat(path).startsWith("/").doesNotStartWith("//").doesNotContain("\\");
    }
  }

  @Test
  void whatLooksLikeATemplateIsShownAsItStands() throws IOException {
    try (var portal = PortalForTests.start()) {
      var samples = new Samples(portal);
      var member = samples.member("eve@example.com", samples.tenant("eve", "Eve"), Role.OWNER);
      var browser = new Browser(portal.url());
      browser.submit(
          "/sign-in", "/sign-in", Map.of("email", member.email(), "password", Samples.PASSWORD));

      for (var payload : payloads("ssti_probe")) {
        var name = payload.substring(0, Math.min(payload.length(), 100));
        var created = browser.submit("/apps", "/apps", Map.of("name", name));

        assertThat(created.status()).as(payload).isEqualTo(303);
        assertThat(browser.get(created.location()).body())
            .as(payload)
            .contains(HtmlUtils.htmlEscape(name));
      }
    }
  }

  private static List<String> payloads(String kind) throws IOException {
    assumeTrue(
        "true".equals(System.getenv("CI")) || Files.exists(CORPUS), "no corpus at " + CORPUS);
    return Files.readAllLines(CORPUS).stream()
        .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
        .filter(row -> row.get("kind").asString().startsWith(kind))
        .map(row -> row.get("payload").asString())
        .toList();
  }
}
