package io.tollgate.simulator;

import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.server.HttpServerRequest;

/** Reads requests off the wire. */
final class Incoming {
  private static final byte[] EMPTY = new byte[0];

  private Incoming() {}

  /** The whole request, once its body has arrived; slowly, if the directives say so. */
  static Mono<Call> read(HttpServerRequest request, Directives directives) {
    String[] target = request.uri().split("\\?", 2);
    String query = target.length == 2 ? target[1] : "";
    var headers = new LinkedHashMap<String, String>();
    request
        .requestHeaders()
        .forEach(header ->
            headers.merge(
                header.getKey().toLowerCase(Locale.ROOT),
                header.getValue(),
                (one, other) -> one + ", " + other));
    return body(request, directives.duration(Directive.SLOW_READ))
        .map(body ->
            new Call(
                request.method().name(),
                target[0],
                decoded(target[0]),
                parameters(query),
                headers,
                body));
  }

  private static Mono<byte[]> body(HttpServerRequest request, Duration pause) {
    if (pause.isZero()) {
      return request.receive().aggregate().asByteArray().defaultIfEmpty(EMPTY);
    }
    return ByteBufFlux.fromInbound(
            request
                .receive()
                .asByteArray()
                .concatMap(bytes -> Mono.delay(pause).thenReturn(bytes), 1))
        .aggregate()
        .asByteArray()
        .defaultIfEmpty(EMPTY);
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
      }
    }
    return parameters;
  }

  /** Percent-decoded; a plus sign in a path stands for itself. */
  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
