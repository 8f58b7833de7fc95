package io.tollgate.portal.usage;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries.Cursor;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.web.CsvFile;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Single requests, for scripts. */
@AdminApi
@Tag(name = "Requests")
class RequestLogJsonController {

  private static final Duration USUAL_SPAN = Duration.ofDays(1);

  /**
   * Which requests, as query parameters.
   *
   * @param side whose requests: of the tenant's applications, or to the APIs it publishes
   * @param from their earliest start; left out for a day before {@code to}
   * @param to before which they started; left out for now
   * @param tenant who called, for platform admins and publishers
   */
  record RequestParameters(
      @Nullable Side side,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID tenant,
      @Nullable UUID application,
      @Nullable UUID api,
      @Nullable String model,
      LedgerEntry.@Nullable Outcome outcome,
      @Nullable Integer status) {

    LogQuestion question(Instant now) {
      var end = to == null ? now : to;
      return new LogQuestion(
          from == null ? end.minus(USUAL_SPAN) : from,
          end,
          tenant == null ? null : new TenantId(tenant),
          application == null ? null : new ApplicationId(application),
          api == null ? null : new ApiId(api),
          model,
          outcome,
          status);
    }
  }

  private final RequestLog log;
  private final Clock clock;

  RequestLogJsonController(RequestLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @GetMapping("/tenants/{owner}/requests")
  Mono<Listing<RequestResponse>> listRequestsOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId owner,
      @ParameterObject RequestParameters parameters,
      @ParameterObject Paging paging) {
    return page(viewer, Side.scope(parameters.side(), owner), parameters, paging);
  }

  @GetMapping("/requests")
  Mono<Listing<RequestResponse>> listRequests(
      @AuthenticationPrincipal Viewer viewer,
      @ParameterObject RequestParameters parameters,
      @ParameterObject Paging paging) {
    return page(viewer, new LedgerScope.Platform(), parameters, paging);
  }

  @GetMapping("/tenants/{owner}/requests/{request}")
  Mono<RequestResponse> getRequestOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId owner,
      @PathVariable UUID request,
      @RequestParam(required = false) @Nullable Side side) {
    return log.find(viewer, Side.scope(side, owner), request)
        .map(entry -> RequestResponse.of(entry, viewer));
  }

  @GetMapping("/requests/{request}")
  Mono<RequestResponse> getRequest(
      @AuthenticationPrincipal Viewer viewer, @PathVariable UUID request) {
    return log.find(viewer, new LedgerScope.Platform(), request)
        .map(entry -> RequestResponse.of(entry, viewer));
  }

  @GetMapping(path = "/tenants/{owner}/requests.csv", produces = CsvFile.TYPE)
  ResponseEntity<Flux<String>> exportRequestsOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId owner,
      @ParameterObject RequestParameters parameters) {
    return export(viewer, Side.scope(parameters.side(), owner), parameters);
  }

  @GetMapping(path = "/requests.csv", produces = CsvFile.TYPE)
  ResponseEntity<Flux<String>> exportRequests(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject RequestParameters parameters) {
    return export(viewer, new LedgerScope.Platform(), parameters);
  }

  private Mono<Listing<RequestResponse>> page(
      Viewer viewer, LedgerScope scope, RequestParameters parameters, Paging paging) {
    return Mono.defer(() ->
        log.entries(
                viewer,
                scope,
                parameters.question(clock.instant()),
                cursor(paging.after()),
                paging.size() + 1)
            .collectList()
            .map(read ->
                Listing.ofOneMore(read, RequestLogJsonController::cursor, paging.size())
                    .map(entry -> RequestResponse.of(entry, viewer))));
  }

  private ResponseEntity<Flux<String>> export(
      Viewer viewer, LedgerScope scope, RequestParameters parameters) {
    return CsvFile.of("requests.csv", log.csv(viewer, scope, parameters.question(clock.instant())));
  }

  private static String cursor(LedgerEntry entry) {
    return entry.startedAt() + "_" + entry.requestId();
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int end = text.indexOf('_');
    try {
      return new Cursor(
          Instant.parse(text.substring(0, Math.max(end, 0))),
          UUID.fromString(text.substring(end + 1)));
    } catch (DateTimeException | IllegalArgumentException noCursor) {
      throw InvalidInput.of("after", "input.unknown");
    }
  }
}
