package io.tollgate.gateway.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.network.AddressGuard;
import io.tollgate.providers.call.FetchedMedia;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import reactor.netty.resources.LoopResources;

/** In these tests 127.0.0.1 plays a public address, and 127.0.0.2 one in a private network. */
class MediaFetcherTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] PNG = "\u0089PNG\r\n\u001a\nand a picture".getBytes(ISO_8859_1);

  private static LoopResources loops;

  private final Deque<String> answers = new ArrayDeque<>();
  private FileServer open;
  private FileServer secret;

  @BeforeAll
  static void startThreads() {
    loops = LoopResources.create("media-tests", 1, true);
  }

  @AfterAll
  static void stopThreads() {
    loops.dispose();
  }

  @BeforeEach
  void start() {
    open = FileServer.at("127.0.0.1");
    secret = FileServer.at("127.0.0.2");
  }

  @AfterEach
  void stop() {
    open.close();
    secret.close();
  }

  @Test
  void fetchesAPictureAndTellsItsKindByItsBytes() {
    open.file("/a", "application/octet-stream", PNG);

    var found = fetch(url("/a"));

    assertThat(found)
        .isEqualTo(
            Map.of(
                url("/a"), new FetchedMedia("image/png", Base64.getEncoder().encodeToString(PNG))));
  }

  @Test
  void followsARedirectAsOftenAsItMay() {
    open.redirect("/0", "/1").redirect("/1", "/2").redirect("/2", "/3").redirect("/3", "/4");
    open.file("/4", "image/png", PNG);

    assertThat(fetch(url("/1"))).hasSize(1);
    assertThatThrownBy(() -> fetch(url("/0"))).hasMessage("it redirects more than 3 times");
  }

  @Test
  void neverAsksAPrivateAddressNorFollowsARedirectToOne() {
    secret.file("/a", "image/png", PNG);
    open.redirect("/a", "http://127.0.0.2:" + secret.port() + "/a");

    assertThatThrownBy(() -> fetch("http://127.0.0.2:" + secret.port() + "/a"))
        .hasMessage("its host is not at a public address");
    assertThatThrownBy(() -> fetch(url("/a"))).hasMessage("its host is not at a public address");
    assertThat(secret.requests()).isZero();
  }

  @Test
  void connectsToTheAddressThatWasCheckedWhenANameChangesInBetween() {
    // Nothing listens at this port of the other address: a second look-up would fail.
    open.file("/a", "image/png", PNG);
    answers.addAll(List.of("127.0.0.1", "127.0.0.2"));

    assertThat(fetch("http://changing.test:" + open.port() + "/a")).hasSize(1);

    assertThat(open.requests()).isOne();
    assertThat(answers).as("looked up once").containsExactly("127.0.0.2");
    assertThatThrownBy(() -> fetch("http://changing.test:" + secret.port() + "/a"))
        .hasMessage("its host is not at a public address");
    assertThat(secret.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://host/x",
        "http:///nowhere",
        "http://user:password@host/x",
        "gs://bucket/object",
        "not an address"
      })
  void refusesWhatIsNoPlainWebAddress(String address) {
    assertThatThrownBy(() -> fetch(address)).hasMessage("it is not an http or https address");
  }

  @Test
  void refusesWhatIsTooLargeAlreadyWhileItArrives() {
    open.file("/large", "image/png", Arrays.copyOf(PNG, 1025));
    open.file("/one", "image/png", Arrays.copyOf(PNG, 1000));
    open.file("/two", "image/png", Arrays.copyOf(PNG, 1000));

    assertThatThrownBy(() -> fetch(url("/large"))).hasMessage("it is larger than 1024 bytes");
    assertThatThrownBy(() -> fetch(url("/one"), url("/two")))
        .hasMessage("all files together are larger than 1536 bytes");
  }

  @Test
  void refusesMoreFilesThanAllowed() {
    assertThatThrownBy(() -> fetch(url("/1"), url("/2"), url("/3")))
        .hasMessage("more than 2 files are named by address");
    assertThat(open.requests()).isZero();
  }

  @Test
  void refusesPagesAndProgramsAndErrors() {
    open.file("/page", "text/html", "<html>".getBytes(ISO_8859_1));
    open.file("/drawing", "image/svg+xml", "<svg>".getBytes(ISO_8859_1));
    open.file("/empty", "image/png", new byte[0]);

    for (var path : List.of("/page", "/drawing")) {
      assertThatThrownBy(() -> fetch(url(path)))
          .hasMessage("it is no picture, sound or document that a model takes");
    }
    assertThatThrownBy(() -> fetch(url("/empty"))).isInstanceOf(MediaRefusedException.class);
    assertThatThrownBy(() -> fetch(url("/none"))).hasMessage("its server answered 404");
  }

  @Test
  void waitsNoLongerThanAllowed() {
    open.silent("/never");

    assertThatThrownBy(() -> fetch(url("/never"))).hasMessage("it did not arrive in time");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + open.port() + path;
  }

  private Map<String, FetchedMedia> fetch(String... urls) {
    var properties =
        new MediaProperties(
            2,
            DataSize.ofBytes(1024),
            DataSize.ofBytes(1536),
            3,
            Duration.ofSeconds(5),
            4,
            Set.of());
    var guard =
        AddressGuard.of(address -> address.getHostAddress().equals("127.0.0.2"), this::find);
    return new MediaFetcher(properties, loops, guard).fetch(List.of(urls)).block(PATIENCE);
  }

  private InetAddress[] find(String name) throws UnknownHostException {
    // One answer for each look-up: the name leads elsewhere every time.
    return new InetAddress[] {
      InetAddress.getByName(name.equals("changing.test") ? answers.remove() : name)
    };
  }
}
