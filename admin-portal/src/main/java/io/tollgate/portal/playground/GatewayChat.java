package io.tollgate.portal.playground;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.tollgate.domain.secret.Secret;
import io.tollgate.portal.PortalProperties;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the gateway's chat endpoint as any program would, and streams what comes. */
@Component
class GatewayChat {

  private static final int CONNECT_MILLIS = 5_000;

  /** Longer than the gateway keeps silent: it sends a comment every few seconds. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private static final int LARGEST_REFUSAL = 16_384;

  private final ReactorResourceFactory resources;
  private final JsonMapper json;
  private final String gateway;

  GatewayChat(ReactorResourceFactory resources, JsonMapper json, PortalProperties properties) {
    this.resources = resources;
    this.json = json;
    var url = properties.gatewayFromHere().toString();
    this.gateway = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Fails with {@link KeyNotKnown} for a key that the gateway does not take. */
  Flux<RunEvent> ask(Target target, Prompt prompt, Secret key) {
    return client()
        .headers(headers ->
            headers
                .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key.reveal())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
        .post()
        .uri(URI.create(gateway + target.api().basePath() + "/v1/chat/completions"))
        .send(ByteBufMono.fromString(Mono.fromSupplier(() -> body(target, prompt))))
        .response(this::answer)
        .onErrorResume(
            failure -> failure instanceof IOException || failure instanceof TimeoutException,
            silent -> Flux.just(new RunEvent.Failed("unreachable", null)));
  }

  /** One connection for each run, so that none can be stale; nothing is ever sent twice. */
  private HttpClient client() {
    return HttpClient.newConnection()
        .runOn(resources.getLoopResources())
        .disableRetry(true)
        .followRedirect(false)
        .responseTimeout(LONGEST_SILENCE)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
  }

  private String body(Target target, Prompt prompt) {
    var messages = new ArrayList<Map<String, String>>();
    if (!prompt.system().isEmpty()) {
      messages.add(Map.of("role", "system", "content", prompt.system()));
    }
    messages.add(Map.of("role", "user", "content", prompt.message()));
    return json.writeValueAsString(
        Map.of("model", target.model().name(), "stream", true, "messages", messages));
  }

  private Flux<RunEvent> answer(HttpClientResponse response, ByteBufFlux content) {
    int status = response.status().code();
    if (status == 401) {
      return content.thenMany(Flux.error(new KeyNotKnown()));
    }
    var begun = new RunEvent.Begun(status, request(response));
    return Flux.concat(Mono.just(begun), status == 200 ? stream(content) : refusal(content));
  }

  private Flux<RunEvent> stream(ByteBufFlux content) {
    var stream = new ChatStream(json);
    return Flux.concat(
            content.asByteArray().concatMapIterable(stream::feed),
            Flux.defer(() -> Flux.fromIterable(stream.end())))
        .takeUntil(RunEvent.Failed.class::isInstance);
  }

  private Flux<RunEvent> refusal(ByteBufFlux content) {
    return content
        .asByteArray()
        .reduce(GatewayChat::joined)
        .defaultIfEmpty(new byte[0])
        .flatMapMany(body -> Flux.fromIterable(refusal(body)));
  }

  private List<RunEvent> refusal(byte[] body) {
    try {
      return List.of(ChatStream.failure(json.readTree(body)));
    } catch (JacksonException notFromTheGateway) {
      return List.of(new RunEvent.Failed("unreadable", null));
    }
  }

  private static byte[] joined(byte[] first, byte[] next) {
    if (first.length + next.length > LARGEST_REFUSAL) {
      return first;
    }
    var joined = new byte[first.length + next.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(next, 0, joined, first.length, next.length);
    return joined;
  }

  private static @Nullable UUID request(HttpClientResponse response) {
    try {
      var id = response.responseHeaders().get("x-request-id");
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
