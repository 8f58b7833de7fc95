package io.tollgate.portal.adminapi;

import io.tollgate.portal.operation.DatabaseOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure below the admin API's path as a problem, whichever part it came from. */
@Component
@Order(-3) // before the pages' own, which would answer in HTML
class AdminApiErrors implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(AdminApiErrors.class);

  private final Problems problems;
  private final JsonMapper json;

  AdminApiErrors(Problems problems, JsonMapper json) {
    this.problems = problems;
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    var path = exchange.getRequest().getPath().pathWithinApplication().value();
    var response = exchange.getResponse();
    if (!path.startsWith(AdminApi.PATH) || response.isCommitted()) {
      return Mono.error(failure);
    }
    var problem = problems.of(failure);
    if (problem.status() == 503) {
      log.warn("{} failed: {}", exchange.getRequest().getId(), failure.toString());
    } else if (problem.status() >= 500) {
      log.error("{} failed: {}", exchange.getRequest().getId(), path, failure);
    }
    if (problem.status() == 401) {
      response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tollgate\"");
    }
    if (problem.status() == 503) {
      response
          .getHeaders()
          .set(HttpHeaders.RETRY_AFTER, Long.toString(DatabaseOutage.RETRY_AFTER.toSeconds()));
    }
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
  }
}
