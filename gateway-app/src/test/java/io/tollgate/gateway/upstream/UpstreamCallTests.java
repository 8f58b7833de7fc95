package io.tollgate.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.HashedWheelTimer;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** A fault of whoever observes a call is told at once: nobody waits for a time-out of his own. */
class UpstreamCallTests {
  private static final String CHUNK =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":%s}]}\n\n";
  private static final String STREAM =
      CHUNK.formatted("null") + CHUNK.formatted("\"stop\"") + "data: [DONE]\n\n";
  private static final String WHOLE =
      "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
          + "\"finish_reason\":\"stop\"}]}";

  /** When an observer breaks. */
  enum At {
    ANSWERED,
    STREAMING,
    STREAMED
  }

  /** Breaks at one place, and notes what it hears afterwards. */
  private static final class Faulty implements CallObserver {
    private final At at;
    private final CompletableFuture<RuntimeException> told = new CompletableFuture<>();
    private final CompletableFuture<String> client = new CompletableFuture<>();

    Faulty(At at) {
      this.at = at;
    }

    private void breakAt(At place) {
      if (place == at) {
        throw new IllegalStateException("broken at " + at);
      }
    }

    @Override
    public void answered(Answer answer, boolean sent) {
      breakAt(At.ANSWERED);
    }

    @Override
    public void abandoned(@Nullable Answer answer, boolean sent) {}

    @Override
    public void collapsed(RuntimeException fault, boolean sent) {
      told.complete(fault);
    }

    @Override
    public void streaming(ResponseStream stream, Publisher<byte[]> bytes) {
      breakAt(At.STREAMING);
      Flux.from(bytes)
          .map(piece -> new String(piece, UTF_8))
          .reduce(String::concat)
          .subscribe(client::complete, client::completeExceptionally);
    }

    @Override
    public void streamed(ResponseStream stream, StreamEnd end) {
      breakAt(At.STREAMED);
    }
  }

  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .route(routes ->
              routes.post(
                  "/v1/chat/completions",
                  (request, response) ->
                      request.requestHeaders().contains("x-stream")
                          ? response.sendString(Flux.just(STREAM))
                          : response.sendString(Flux.just(WHOLE))))
          .bindNow();

  private final HashedWheelTimer timer = new HashedWheelTimer();

  @AfterEach
  void stop() {
    timer.stop();
    server.disposeNow();
  }

  private Faulty call(At at) {
    boolean stream = at != At.ANSWERED;
    ClientRequest request =
        RequestParser.parse(
            new Endpoint.Match(Endpoint.CHAT_COMPLETIONS, null),
            null,
            Headers.NONE,
            ("{\"model\":\"m\",\"messages\":[],\"stream\":" + stream + "}").getBytes(UTF_8));
    Target target =
        new Target(
            Vendor.custom(WireFormat.OPENAI, Quirks.NONE),
            URI.create("http://127.0.0.1:" + server.port() + "/v1"),
            "m",
            Credential.NONE,
            Map.of(),
            false);
    var translator = Translators.find(Endpoint.CHAT_COMPLETIONS, target).orElseThrow();
    var observer = new Faulty(at);
    var client = HttpClient.create();
    new UpstreamCall(
            stream ? client.headers(headers -> headers.set("x-stream", "1")) : client,
            new CallRequest(
                translator.request(request, target),
                translator.exchange(request, target),
                stream,
                null),
            observer,
            properties(),
            timer)
        .start();
    return observer;
  }

  private static UpstreamProperties properties() {
    var minute = Duration.ofMinutes(1);
    return new UpstreamProperties(
        1,
        minute,
        minute,
        minute,
        minute,
        minute,
        minute,
        Duration.ZERO,
        minute,
        DataSize.ofMegabytes(1));
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void tellsAFaultOfItsObserverAtOnce(At at)
      throws InterruptedException, ExecutionException, TimeoutException {
    assertThat(call(at).told.get(30, TimeUnit.SECONDS)).hasMessage("broken at " + at);
  }

  @Test
  void breaksOffAStreamThatCannotBeBooked() {
    assertThat(call(At.STREAMED).client)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(BrokenAnswerException.class);
  }
}
