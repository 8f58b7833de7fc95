package io.tollgate.portal.reference;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.secret.Secret;
import io.tollgate.portal.PortalProperties;
import io.tollgate.portal.playground.KeyNotKnown;
import io.tollgate.portal.reference.Reply.Answered;
import io.tollgate.portal.reference.Reply.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Calls a REST API through the gateway as any program would. The address is the operator's, the
 * base path the API's: what people type comes behind both.
 */
@Component
class GatewayCalls {

  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** What is shown of a body; the rest is only counted, so that the request ends as it should. */
  private static final int SHOWN = 65_536;

  /** Who answers with more is hung up on. */
  private static final long LARGEST = 10_000_000;

  private static final int MOST_HEADERS = 30;
  private static final int LONGEST_HEADER = 500;

  /** The code of the gateway's refusal of a key; an upstream has its own words. */
  private static final String UNKNOWN_KEY = "\"invalid_api_key\"";

  private static final Set<String> TELLING =
      Set.of(
          "allow",
          "cache-control",
          "content-disposition",
          "content-language",
          "content-type",
          "deprecation",
          "etag",
          "last-modified",
          "link",
          "location",
          "retry-after",
          "sunset",
          "warning");

  private static final Set<String> OF_EVERY_ANSWER =
      Set.of("x-request-id", "x-content-type-options", "x-frame-options", "x-xss-protection");

  private final ReactorResourceFactory resources;
  private final String gateway;

  GatewayCalls(ReactorResourceFactory resources, PortalProperties properties) {
    this.resources = resources;
    var url = properties.gatewayFromHere().toString();
    this.gateway = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Fails with {@link KeyNotKnown} for a key that the gateway does not take. */
  Mono<Reply> call(Api api, RestCall call, Secret key) {
    return Mono.defer(() -> {
      var started = System.nanoTime();
      return client(call, key)
          .request(HttpMethod.valueOf(call.method()))
          .uri(URI.create(gateway + api.basePath() + call.path()))
          .send(ByteBufMono.fromString(Mono.just(call.body())))
          .response((answer, content) -> read(answer, content, started).flux())
          .single()
          .onErrorResume(
              failure -> failure instanceof IOException || failure instanceof TimeoutException,
              silent -> Mono.just(new Reply.Silent("unreachable")));
    });
  }

  /** One connection for each call, so that none can be stale; nothing is ever sent twice. */
  private HttpClient client(RestCall call, Secret key) {
    return HttpClient.newConnection()
        .runOn(resources.getLoopResources())
        .disableRetry(true)
        .followRedirect(false)
        .responseTimeout(LONGEST_SILENCE)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .headers(headers -> {
          call.headers().forEach(headers::set);
          headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key.reveal());
          if (call.contentType() != null && !call.body().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, call.contentType());
          }
        });
  }

  private static Mono<Reply> read(HttpClientResponse answer, ByteBufFlux content, long started) {
    int status = answer.status().code();
    return content
        .asByteArray()
        .scanWith(Beginning::new, Beginning::and)
        .takeUntil(beginning -> beginning.bytes > LARGEST)
        .last()
        .flatMap(beginning -> {
          if (status == 401 && beginning.text().contains(UNKNOWN_KEY)) {
            return Mono.error(new KeyNotKnown());
          }
          var headers = answer.responseHeaders();
          return Mono.just(
              new Answered(
                  status,
                  Duration.ofNanos(System.nanoTime() - started),
                  telling(headers),
                  isText(headers.get(HttpHeaderNames.CONTENT_TYPE)) ? beginning.text() : null,
                  beginning.bytes,
                  beginning.bytes <= SHOWN,
                  request(headers),
                  null));
        });
  }

  /** How a body begins, and how long it is. */
  private static final class Beginning {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long bytes;

    Beginning and(byte[] next) {
      shown.write(next, 0, Math.min(next.length, SHOWN - shown.size()));
      bytes += next.length;
      return this;
    }

    String text() {
      return shown.toString(StandardCharsets.UTF_8);
    }
  }

  private static List<Header> telling(HttpHeaders headers) {
    return headers.entries().stream()
        .filter(header -> isTelling(header.getKey().toLowerCase(Locale.ROOT)))
        .limit(MOST_HEADERS)
        .map(header ->
            new Header(
                header.getKey(),
                header
                    .getValue()
                    .substring(0, Math.min(LONGEST_HEADER, header.getValue().length()))))
        .toList();
  }

  private static boolean isTelling(String name) {
    return TELLING.contains(name) || (name.startsWith("x-") && !OF_EVERY_ANSWER.contains(name));
  }

  /** Who says nothing about an answer most often means text. */
  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    var type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("yaml")
        || type.contains("javascript")
        || type.contains("x-www-form-urlencoded");
  }

  private static @Nullable UUID request(HttpHeaders headers) {
    try {
      var id = headers.get("x-request-id");
      return id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
