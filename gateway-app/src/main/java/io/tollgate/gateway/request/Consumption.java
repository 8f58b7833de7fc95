package io.tollgate.gateway.request;

import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.gateway.metering.TokenEstimates;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;

/** What a request consumed, and who says so. */
record Consumption(Usage usage, UsageSource source) {

  static final Consumption NOTHING = new Consumption(Usage.NONE, UsageSource.NONE);

  /** Of an answer in one piece. */
  static Consumption ofWhole(Admitted admitted, ClientReply reply) {
    boolean estimated =
        !reply.usage().reported()
            && admitted.request().endpoint().operation() == Operation.CONVERSATION;
    long contentBytes = estimated ? GeneratedContent.bytes(reply.body()) : 0;
    return ofWhole(admitted, reply.usage(), contentBytes);
  }

  /** Of an answer that is whole: what the provider reports; an estimate where it must have been. */
  static Consumption ofWhole(Admitted admitted, UsageReport report, long contentBytes) {
    if (report.reported()) {
      return new Consumption(report.usage(), UsageSource.PROVIDER);
    }
    return isCountedInTokens(admitted)
        ? new Consumption(estimate(admitted, contentBytes), UsageSource.ESTIMATED)
        : NOTHING;
  }

  /** Of an answer that was cut off: never less than what was seen of it. */
  static Consumption ofPart(Admitted admitted, UsageReport report, long contentBytes) {
    if (!isCountedInTokens(admitted)) {
      return NOTHING;
    }
    var estimate = estimate(admitted, contentBytes);
    var reported = report.usage();
    if (!report.reported() || reported.totalInput() == 0) {
      return new Consumption(estimate, UsageSource.ESTIMATED);
    }
    long unseen = Math.max(0, estimate.output() - reported.totalOutput());
    return new Consumption(reported.plus(Usage.of(0, unseen)), UsageSource.ESTIMATED);
  }

  /** Of a call of which nothing was heard. */
  static Consumption ofSilence(Admitted admitted) {
    return ofPart(admitted, UsageReport.ABSENT, 0);
  }

  /** Of a call that was sent and failed: it may have been worked on, unless it was turned down. */
  static Consumption ofFailure(Admitted admitted, UpstreamFailure failed) {
    var kind = failed.kind();
    return kind.clientsFault() || kind.refusedBeforeWork() ? NOTHING : ofSilence(admitted);
  }

  private static Usage estimate(Admitted admitted, long contentBytes) {
    var operation = admitted.request().endpoint().operation();
    // Vectors are no text: they have bytes, but nothing was generated.
    long output = operation == Operation.EMBEDDING ? 0 : TokenEstimates.output(contentBytes);
    return Usage.of(admitted.estimatedInput(), output);
  }

  private static boolean isCountedInTokens(Admitted admitted) {
    var operation = admitted.request().endpoint().operation();
    return operation == Operation.CONVERSATION || operation == Operation.EMBEDDING;
  }
}
