package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.chat;
import static io.tollgate.gateway.ClientForTests.get;
import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tollgate.domain.provider.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway with a heap of 256 MB takes bodies that together are far larger. */
class SmallHeapTests {

  private static final int MEGABYTE = 1024 * 1024;
  private static final int AT_ONCE = 5;

  private GatewayForTests gateway;
  private HttpServer transcriber;
  private Process process;
  private URI base;
  private String key;

  @BeforeEach
  void start() throws IOException {
    gateway = GatewayForTests.start();
    transcriber = countsWhatItHears();
    var world = gateway.world();
    var server = URI.create("http://127.0.0.1:" + transcriber.getAddress().getPort());
    key =
        world
            .keyFor(
                world.model("demo", world.provider(WireFormat.OPENAI), "sim-small"),
                world.model("hear", world.provider(WireFormat.OPENAI, server, true), "hear"))
            .value();
    int port = freePort();
    process = gateway.restartAsProcess(port);
    base = URI.create("http://127.0.0.1:" + port);
    GatewayForTests.await(this::isReady, "the process is ready");
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
    gateway.close();
    transcriber.stop(0);
  }

  @Test
  void refusesBodiesOfHalfAGigabyteWhileTheyComeAndKeepsNothingOfThem() throws Exception {
    sendWithoutEnd();
    long before = liveHeap();

    assertThat(atOnce(this::sendWithoutEnd))
        .allSatisfy(refused -> {
          assertThat(refused.answer()).startsWith("HTTP/1.1 413");
          assertThat(refused.sent()).isLessThan(500 * MEGABYTE);
        });

    assertThat(liveHeap() - before).isLessThan(16 * MEGABYTE);
    assertThat(ask()).isEqualTo(200);
  }

  @Test
  void passesRecordingsOnWithoutHoldingThem() throws Exception {
    upload(MEGABYTE);
    long before = liveHeap();

    assertThat(atOnce(() -> upload(60 * MEGABYTE))).containsOnly("{\"text\":\"60 MB\"}");

    assertThat(liveHeap() - before).isLessThan(16 * MEGABYTE);
    assertThat(ask()).isEqualTo(200);
  }

  private record Refused(String answer, long sent) {}

  /** A chunked body of 500 MB, sent until there is an answer. */
  private Refused sendWithoutEnd() throws IOException {
    try (var socket = new Socket("127.0.0.1", base.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + key
                  + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(US_ASCII));
      var chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
      long sent = 0;
      var in = socket.getInputStream();
      try {
        while (sent < 500L * MEGABYTE && in.available() == 0) {
          out.write(chunk);
          sent += 0x10000;
        }
      } catch (IOException closed) {
        // The answer came before, and is read below.
      }
      return new Refused(new String(in.readNBytes(12), US_ASCII), sent);
    }
  }

  private String upload(int size) {
    var head =
        """
        --b\r
        Content-Disposition: form-data; name="model"\r
        \r
        hear\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="a.wav"\r
        Content-Type: audio/wav\r
        \r
        """;
    var form =
        List.of(
            new ByteArrayInputStream(head.getBytes(US_ASCII)),
            new Silence(size),
            new ByteArrayInputStream("\r\n--b--\r\n".getBytes(US_ASCII)));
    return send(post(base.resolve("/v1/audio/transcriptions"), key, "")
            .setHeader("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new SequenceInputStream(Collections.enumeration(form)))))
        .body();
  }

  private int ask() {
    return send(post(base.resolve("/v1/chat/completions"), key, chat("demo", false))).statusCode();
  }

  private static <T> List<T> atOnce(Callable<T> call) throws Exception {
    try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
      return callers.invokeAll(Collections.nCopies(AT_ONCE, call)).stream()
          .map(done -> done.resultNow())
          .toList();
    }
  }

  /** In bytes, after a full collection. */
  private long liveHeap() throws IOException {
    var jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .start();
    var total =
        new String(jcmd.getInputStream().readAllBytes(), UTF_8)
            .lines()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(total.trim().split(" +")[2]);
  }

  private boolean isReady() {
    try {
      return send(get(base.resolve("/readyz"), "none")).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Of the JDK, so that only what is tested runs on event loops. */
  private static HttpServer countsWhatItHears() throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          long heard = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          var answer = "{\"text\":\"%d MB\"}".formatted(heard / MEGABYTE).getBytes(US_ASCII);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** So many zeros. */
  private static final class Silence extends InputStream {
    private int left;

    Silence(int size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(left, length);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
