package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.portal.web.Csv;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Requests as CSV. */
final class RequestLogCsv {

  static final String HEADING =
      Csv.line(
          "started_at",
          "request_id",
          "client_request_id",
          "application",
          "credential",
          "operation",
          "original_model",
          "request_model",
          "response_model",
          "streamed",
          "outcome",
          "http_status",
          "error_code",
          "usage_source",
          "input",
          "cache_read",
          "cache_write",
          "output",
          "reasoning",
          "audio_input",
          "audio_output",
          "image",
          "cache_write_hour",
          "audio_seconds",
          "search_units",
          "currency",
          "cost",
          "gateway_ms",
          "first_token_ms",
          "total_ms");

  private RequestLogCsv() {}

  static String line(LedgerEntry entry, ZoneId zone) {
    var usage = entry.usage();
    var cost = entry.cost();
    return Csv.line(
        entry.startedAt().atZone(zone).toOffsetDateTime(),
        entry.requestId(),
        entry.clientRequestId(),
        entry.application(),
        entry.credential(),
        entry.operation(),
        entry.originalModel(),
        entry.requestModel(),
        entry.responseModel(),
        entry.streamed(),
        entry.outcome(),
        entry.httpStatus(),
        entry.errorCode(),
        entry.usageSource(),
        usage.input(),
        usage.cacheRead(),
        usage.cacheWrite(),
        usage.output(),
        usage.reasoning(),
        usage.audioInput(),
        usage.audioOutput(),
        usage.image(),
        usage.cacheWriteHour(),
        usage.audioSeconds(),
        usage.searchUnits(),
        cost == null ? null : cost.currency(),
        UsageCsv.amount(cost),
        millis(entry.gatewayTime()),
        millis(entry.firstToken()),
        millis(entry.total()));
  }

  private static @Nullable Number millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
