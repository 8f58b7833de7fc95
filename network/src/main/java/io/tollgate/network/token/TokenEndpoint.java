package io.tollgate.network.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.tollgate.domain.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

/** Exchanges signatures of service accounts for access tokens: the JWT bearer grant of RFC 7523. */
final class TokenEndpoint {

  private static final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_REASON = 200;
  private static final long USUAL_SECONDS = 3600;

  private final InstantSource clock;

  TokenEndpoint(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks once for each subscriber; ends with a {@link NoAccessTokenException} and no other. */
  Mono<AccessToken> ask(HttpClient client, ServiceAccount account) {
    return Mono.fromCallable(() -> account.assertion(clock.instant()))
        // Signing takes a millisecond, and draws randomness, which may block.
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(assertion -> post(client, account, assertion))
        .timeout(PATIENCE)
        .onErrorMap(failure -> explained(account, failure))
        // Here and not where a request ends for it: one failure ends thousands.
        .doOnError(failure ->
            log.warn("No access token for {}: {}", account.clientEmail(), failure.getMessage()));
  }

  private Mono<AccessToken> post(HttpClient client, ServiceAccount account, Secret assertion) {
    var form = "grant_type=" + encoded(GRANT) + "&assertion=" + encoded(assertion.reveal());
    return client
        .headers(headers ->
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/x-www-form-urlencoded"))
        .post()
        .uri(account.tokenUri())
        .send(ByteBufMono.fromString(Mono.just(form)))
        .response((response, content) ->
            bounded(content).map(body -> read(account, response.status().code(), body)).flux())
        .single();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Mono<String> bounded(ByteBufFlux content) {
    var seen = new AtomicInteger();
    return content
        .asByteArray()
        .takeUntil(chunk -> seen.addAndGet(chunk.length) >= MOST_BYTES)
        .reduceWith(
            ByteArrayOutputStream::new,
            (all, chunk) -> {
              all.writeBytes(chunk);
              return all;
            })
        .map(all -> all.toString(UTF_8));
  }

  private AccessToken read(ServiceAccount account, int status, String body) {
    Map<String, Object> answer;
    try {
      answer = JSONObjectUtils.parse(body);
    } catch (ParseException noJson) {
      throw refused(account, "answered " + status + " and no JSON");
    }
    if (status == 200 && answer.get("access_token") instanceof String token && !token.isBlank()) {
      long seconds =
          answer.get("expires_in") instanceof Number number ? number.longValue() : USUAL_SECONDS;
      return new AccessToken(Secret.of(token), clock.instant().plusSeconds(seconds));
    }
    throw refused(account, "answered " + status + reason(answer));
  }

  /** Its own words, and never what was sent. */
  private static String reason(Map<String, Object> answer) {
    var words =
        Stream.of("error", "error_description")
            .map(answer::get)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    var shown = words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) + "…" : words;
    return shown.isEmpty() ? "" : ": " + shown;
  }

  private static NoAccessTokenException explained(ServiceAccount account, Throwable failure) {
    return failure instanceof NoAccessTokenException known
        ? known
        : refused(account, "gave none: " + failure);
  }

  private static NoAccessTokenException refused(ServiceAccount account, String what) {
    return new NoAccessTokenException("The token endpoint " + account.tokenUri() + " " + what);
  }
}
