package io.tollgate.gateway.request;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Protocol;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What becomes of requests that nothing here takes: who has a key has an entry all the same. */
final class Unserved {

  private final CurrentConfiguration current;
  private final ApiKeyAuthentication authentication;
  private final Settlements settlements;
  private final Clock clock;

  Unserved(
      CurrentConfiguration current,
      ApiKeyAuthentication authentication,
      Settlements settlements,
      Clock clock) {
    this.current = current;
    this.authentication = authentication;
    this.settlements = settlements;
    this.clock = clock;
  }

  UUID newId() {
    return UuidV7.at(clock.instant());
  }

  /**
   * Books a request to its caller, or counts it where that is nobody. Returns what to answer: whose
   * key has ended is told so at the path of a private API, and therefore at a path of nothing too,
   * so that the two cannot be told apart.
   */
  GatewayFailure book(
      UUID id,
      HttpHeaders headers,
      @Nullable String query,
      @Nullable InetSocketAddress client,
      GatewayFailure failure) {
    try {
      var at = UuidV7.moment(id);
      var caller = authentication.authenticate(headers, query, current.get().snapshot(), at);
      settlements.settle(
          new Subject(id, at, null, caller, "unknown", false, null, null, null),
          Result.unconsumed(
              failure, failure.toClientError().status(), null, List.of(), Timings.NONE));
      return failure;
    } catch (GatewayException unknown) {
      settlements.unauthenticated(client);
      return isAboutAPath(failure) ? unknown.failure() : failure;
    }
  }

  private static boolean isAboutAPath(GatewayFailure failure) {
    return failure instanceof GatewayFailure.UnknownPath
        || failure instanceof GatewayFailure.WrongMethod;
  }

  static Reply.Whole render(Protocol protocol, GatewayFailure failure, UUID id) {
    var rendered = ErrorRenderer.render(protocol, failure.toClientError(), id.toString());
    return Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
  }

  /** The protocol that a client gives away by its headers. */
  static Protocol protocol(HttpHeaders headers) {
    if (headers.getFirst("anthropic-version") != null) {
      return Protocol.ANTHROPIC;
    }
    return headers.getFirst("x-goog-api-key") == null ? Protocol.OPENAI : Protocol.GEMINI;
  }
}
