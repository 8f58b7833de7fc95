package io.tollgate.portal.playground;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.PortalForTests;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers a chat and what is below {@code /orders} as the gateway does, to the keys of one
 * application, and books it in the portal's database.
 */
public final class GatewayForTests implements AutoCloseable {

  static final String HANGS = "Hang, please";

  private final DisposableServer server;
  private final AtomicReference<PortalForTests> portal = new AtomicReference<>();
  private final AtomicReference<Application> application = new AtomicReference<>();
  private final AtomicInteger notYetKnown = new AtomicInteger();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  GatewayForTests() {
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes
                    .post("/chat/v1/chat/completions", this::chat)
                    .route(request -> request.uri().startsWith("/orders"), this::rest))
            .bindNow();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  void serve(PortalForTests portal, Application application) {
    this.portal.set(portal);
    this.application.set(application);
  }

  /** Refuses the next calls, as a node does that has not heard of a key yet. */
  public void hearsOfKeysLate(int calls) {
    notYetKnown.set(calls);
  }

  /** The bodies that were received with a valid key. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /** Opens when the caller of {@link #HANGS} has left. */
  CountDownLatch hungUp() {
    return hungUp;
  }

  private Mono<Void> chat(HttpServerRequest request, HttpServerResponse response) {
    return known(request, response, (known, body) -> answer(known, body, response));
  }

  private Mono<Void> rest(HttpServerRequest request, HttpServerResponse response) {
    return known(request, response, (known, body) -> echo(known, body, request, response));
  }

  private Mono<Void> known(
      HttpServerRequest request,
      HttpServerResponse response,
      BiFunction<Credential, String, Mono<Void>> answer) {
    var key = request.requestHeaders().get("Authorization").substring("Bearer ".length());
    return credential(key)
        .filter(known -> notYetKnown.getAndUpdate(calls -> Math.max(0, calls - 1)) == 0)
        .flatMap(known ->
            request
                .receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMap(body -> answer.apply(known, body).thenReturn(true)))
        .switchIfEmpty(
            Mono.defer(() ->
                response
                    .status(401)
                    .sendString(Mono.just("{\"error\":{\"code\":\"invalid_api_key\"}}"))
                    .then()
                    .thenReturn(true)))
        .then();
  }

  private Mono<Credential> credential(String key) {
    var hash = portal.get().bean(ApiKeys.class).hash(key);
    var valid = new CredentialFilter(null, CredentialFilter.State.VALID, Instant.now());
    return portal
        .get()
        .bean(Credentials.class)
        .of(application.get().id(), valid, null, 10_000)
        .filter(one -> one.hash().equals(hash))
        .next();
  }

  private Mono<Void> answer(Credential known, String body, HttpServerResponse response) {
    received.add(body);
    var id = UuidV7.create();
    response.header("x-request-id", id.toString());
    if (body.contains("Refuse")) {
      return response
          .status(429)
          .sendString(
              Mono.just("{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slow down\"}}"))
          .then();
    }
    var events =
        Flux.just(chunk("Hello, "), chunk("<b>world</b>"))
            .concatWith(body.contains(HANGS) ? Flux.never() : booked(known, id));
    return response
        .header("Content-Type", "text/event-stream")
        .sse()
        .sendString(events.doOnCancel(hungUp::countDown))
        .then();
  }

  /** Says what arrived; the path decides how. */
  private Mono<Void> echo(
      Credential known, String body, HttpServerRequest request, HttpServerResponse response) {
    var line = request.method() + " " + request.uri() + " " + body;
    received.add(line + " " + request.requestHeaders().get("X-Trace"));
    var id = UuidV7.create();
    var content =
        switch (request.fullPath()) {
          case "/orders/long" -> "long ".repeat(20_000);
          case "/orders/nothing" -> "";
          default -> "<b>" + line + "</b>";
        };
    var reply =
        response
            .status(request.fullPath().equals("/orders/gone") ? 410 : 200)
            .header("x-request-id", id.toString())
            .header("X-Left", "41")
            .header("Server", "hidden/1.0")
            .header(
                "Content-Type",
                request.fullPath().equals("/orders/picture") ? "image/png" : "application/json");
    return booked(known, id).then(reply.sendString(Mono.just(content)).then());
  }

  private Mono<String> booked(Credential known, UUID id) {
    return portal
        .get()
        .bean(Ledger.class)
        .append(List.of(entry(known, id)))
        .thenReturn("data: [DONE]\n\n");
  }

  private static String chunk(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n".formatted(text);
  }

  private LedgerEntry entry(Credential known, UUID id) {
    var tenant = application.get().tenant();
    return BookedCall.of(tenant, known.application(), known.id())
        .id(id)
        .ownedBy(tenant)
        .model("sim-large")
        .streamed()
        .consumed(Usage.of(1_012, 34), new Money(1_234_000, Money.USD))
        .entry();
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
