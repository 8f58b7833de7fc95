package io.tollgate.portal.usage;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.ledger.Grouping.Period;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.web.CsvFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sums of usage, for scripts: the same totals as page and export. */
@AdminApi
@Tag(name = "Usage")
class UsageJsonController {

  /**
   * What to sum up, as query parameters.
   *
   * @param side whose requests: of the tenant's applications, or to the APIs it publishes
   * @param from the first day, in the tenant's time zone; left out for 29 days before the last
   * @param to the last day; left out for today
   */
  record UsageParameters(
      @Nullable Side side,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
      @Nullable Period period,
      @Nullable Dimension by,
      @Nullable UUID application,
      @Nullable UUID api,
      @Nullable String model) {

    UsageQuestion question(LocalDate today) {
      var last = to == null ? today : to;
      return new UsageQuestion(
          from == null ? last.minusDays(29) : from,
          last,
          period == null ? Period.DAY : period,
          by == null ? Dimension.NOTHING : by,
          application == null ? null : new ApplicationId(application),
          api == null ? null : new ApiId(api),
          model);
    }

    LedgerScope scope(TenantId tenant) {
      return Side.scope(side, tenant);
    }
  }

  record Cost(String currency, String amount) {

    static Cost of(Money money) {
      return new Cost(money.currency().getCurrencyCode(), money.amount().toPlainString());
    }
  }

  record UsageRowResponse(
      Instant periodStart,
      @Nullable String group,
      String label,
      long requests,
      long failed,
      long refused,
      long unpriced,
      long estimated,
      Usage usage,
      @Nullable Cost cost) {

    static UsageRowResponse of(UsageReport.Row row) {
      var sum = row.sum();
      var cost = sum.cost();
      return new UsageRowResponse(
          sum.periodStart(),
          sum.group(),
          row.label(),
          sum.requests(),
          sum.failed(),
          sum.refused(),
          sum.unpriced(),
          sum.estimated(),
          sum.usage(),
          cost == null ? null : Cost.of(cost));
    }
  }

  record UsageTotals(
      long requests,
      long failed,
      long refused,
      long unpriced,
      long estimated,
      Usage usage,
      List<Cost> costs) {

    static UsageTotals of(UsageReport.Totals totals) {
      return new UsageTotals(
          totals.requests(),
          totals.failed(),
          totals.refused(),
          totals.unpriced(),
          totals.estimated(),
          totals.usage(),
          totals.costs().stream().map(Cost::of).toList());
    }
  }

  record UsageResponse(
      LocalDate from,
      LocalDate to,
      String timeZone,
      Instant asOf,
      List<UsageRowResponse> rows,
      UsageTotals totals) {

    static UsageResponse of(UsageReport report) {
      return new UsageResponse(
          report.question().from(),
          report.question().to(),
          report.zone().getId(),
          report.asOf(),
          report.rows().stream().map(UsageRowResponse::of).toList(),
          UsageTotals.of(report.totals()));
    }
  }

  private final UsageOperations usage;

  UsageJsonController(UsageOperations usage) {
    this.usage = usage;
  }

  @GetMapping("/tenants/{tenant}/usage")
  Mono<UsageResponse> getUsageOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject UsageParameters parameters) {
    return report(viewer, parameters.scope(tenant), parameters);
  }

  @GetMapping("/usage")
  Mono<UsageResponse> getUsage(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject UsageParameters parameters) {
    return report(viewer, new LedgerScope.Platform(), parameters);
  }

  @GetMapping(path = "/tenants/{tenant}/usage.csv", produces = CsvFile.TYPE)
  Mono<ResponseEntity<Flux<String>>> exportUsageOfTenant(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable TenantId tenant,
      @ParameterObject UsageParameters parameters) {
    return export(viewer, parameters.scope(tenant), parameters);
  }

  @GetMapping(path = "/usage.csv", produces = CsvFile.TYPE)
  Mono<ResponseEntity<Flux<String>>> exportUsage(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject UsageParameters parameters) {
    return export(viewer, new LedgerScope.Platform(), parameters);
  }

  private Mono<UsageResponse> report(Viewer viewer, LedgerScope scope, UsageParameters parameters) {
    return usage
        .today(viewer, scope)
        .flatMap(today -> usage.report(viewer, scope, parameters.question(today)))
        .map(UsageResponse::of);
  }

  private Mono<ResponseEntity<Flux<String>>> export(
      Viewer viewer, LedgerScope scope, UsageParameters parameters) {
    return usage
        .today(viewer, scope)
        .map(
            today -> CsvFile.of("usage.csv", usage.csv(viewer, scope, parameters.question(today))));
  }
}
