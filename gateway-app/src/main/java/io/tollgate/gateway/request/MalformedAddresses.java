package io.tollgate.gateway.request;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tollgate.gateway.errors.GatewayFailure;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests whose path, query or host make no URI. The framework ends them with an empty 400
 * before any handler sees them.
 */
final class MalformedAddresses implements NettyServerCustomizer {

  private final Unserved unserved;

  MalformedAddresses(Unserved unserved) {
    this.unserved = unserved;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.mapHandle((answered, connection) ->
        connection instanceof HttpServerRequest request
                && connection instanceof HttpServerResponse response
                && isUnnamed(response)
            ? answer(request, response)
            : answered);
  }

  /**
   * Whatever we answer ourselves has an id by now, or is not decided upon before it is waited for.
   */
  private static boolean isUnnamed(HttpServerResponse response) {
    return HttpResponseStatus.BAD_REQUEST.equals(response.status())
        && !response.responseHeaders().contains("x-request-id");
  }

  private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    var headers = new HttpHeaders(new Netty4HeadersAdapter(request.requestHeaders()));
    var failure =
        new GatewayFailure.InvalidRequest(
            "The path, query or host of the request is malformed", null);
    var id = unserved.newId();
    var uri = request.uri();
    var query = uri.indexOf('?') < 0 ? null : uri.substring(uri.indexOf('?') + 1);
    var told = unserved.book(id, headers, query, request.remoteAddress(), failure);
    var protocol = Unserved.protocol(headers);
    var reply = Unserved.render(protocol, told, id);
    var answered = new HttpHeaders(new Netty4HeadersAdapter(response.responseHeaders()));
    ReplyWriter.identify(answered, protocol, id);
    reply.headers().forEach(header -> answered.set(header.name(), header.value()));
    answered.setContentLength(reply.body().remaining());
    return response.sendByteArray(Mono.just(reply.body().array())).then();
  }
}
