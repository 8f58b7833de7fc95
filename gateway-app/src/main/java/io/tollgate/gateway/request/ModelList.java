package io.tollgate.gateway.request;

import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.ServedModel;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Protocol;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Lists the models that a key may use, in the form of the protocol that its client speaks. */
final class ModelList {

  private static final List<String> PATHS = List.of("/v1/models", "/v1beta/models");

  private final ApiKeyAuthentication authentication;
  private final Settlements settlements;
  private final Clock clock;

  ModelList(ApiKeyAuthentication authentication, Settlements settlements, Clock clock) {
    this.authentication = authentication;
    this.settlements = settlements;
    this.clock = clock;
  }

  static boolean serves(String path) {
    return PATHS.stream().anyMatch(list -> path.equals(list) || path.startsWith(list + "/"));
  }

  Mono<Void> answer(
      ServerHttpRequest request,
      ServerHttpResponse response,
      ServingConfiguration serving,
      Address address) {
    var query = request.getURI().getRawQuery();
    var now = clock.instant();
    var id = UuidV7.at(now);
    var protocol = protocol(request.getHeaders(), query);
    var reply = reply(request, serving, address, new Call(id, now, protocol));
    return ReplyWriter.write(response, protocol, id, reply);
  }

  private record Call(UUID id, Instant now, Protocol protocol) {}

  private Reply reply(
      ServerHttpRequest request, ServingConfiguration serving, Address address, Call call) {
    long started = System.nanoTime();
    Caller caller;
    try {
      caller =
          authentication.authenticate(
              request.getHeaders(), request.getURI().getRawQuery(), serving.snapshot(), call.now());
    } catch (GatewayException unknown) {
      settlements.unauthenticated(request.getRemoteAddress());
      return failure(unknown.failure(), call);
    }
    var api = address.api();
    var models = api == null ? caller.models() : modelsOf(caller, api);
    var wanted = wanted(address.below());
    var model = wanted == null ? null : models.get(wanted);
    Reply reply;
    GatewayFailure failure = null;
    if (address.namesNoApi()) {
      failure = address.unknownTo(caller);
      reply = failure(failure, call);
    } else if (wanted == null) {
      reply = json(ModelDocuments.list(call.protocol(), List.copyOf(models.values())));
    } else if (model != null) {
      reply = json(ModelDocuments.one(call.protocol(), model));
    } else {
      failure = new GatewayFailure.UnknownModel(wanted, List.copyOf(models.keySet()), null);
      reply = failure(failure, call);
    }
    settle(caller, wanted, failure, reply.status(), call, started);
    return reply;
  }

  private void settle(
      Caller caller,
      @Nullable String wanted,
      @Nullable GatewayFailure failure,
      int status,
      Call call,
      long started) {
    var elapsed = Duration.ofNanos(System.nanoTime() - started);
    var timings = new Timings(elapsed, null, elapsed);
    settlements.settle(
        new Subject(call.id(), call.now(), null, caller, "models", false, wanted, null, null),
        failure == null
            ? Result.answered(timings)
            : Result.unconsumed(failure, status, null, List.of(), timings));
  }

  private static Map<String, ServedModel> modelsOf(Caller caller, PublishedApi api) {
    var models = new TreeMap<String, ServedModel>();
    caller.grants().stream()
        .filter(Grant::isApproved)
        .filter(grant -> grant.api().id().equals(api.api().id()))
        .flatMap(Grant::models)
        .forEach(model -> models.put(model.name(), model));
    return models;
  }

  /** The model that is named below the list; its slashes may be encoded or not. */
  private static @Nullable String wanted(String path) {
    for (String list : PATHS) {
      if (path.startsWith(list + "/") && path.length() > list.length() + 1) {
        return URLDecoder.decode(
            path.substring(list.length() + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  /** The three protocols share this path; their clients give themselves away by their headers. */
  private static Protocol protocol(HttpHeaders headers, @Nullable String query) {
    if (headers.getFirst("anthropic-version") != null) {
      return Protocol.ANTHROPIC;
    }
    boolean gemini =
        headers.getFirst("x-goog-api-key") != null
            || (query != null && ("&" + query).contains("&key="));
    return gemini ? Protocol.GEMINI : Protocol.OPENAI;
  }

  private static Reply json(byte[] body) {
    return Reply.Whole.of(200, List.of(Header.JSON), body);
  }

  private static Reply failure(GatewayFailure failure, Call call) {
    var rendered =
        ErrorRenderer.render(call.protocol(), failure.toClientError(), call.id().toString());
    return Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
  }
}
