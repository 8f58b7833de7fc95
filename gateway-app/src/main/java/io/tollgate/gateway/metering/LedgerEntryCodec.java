package io.tollgate.gateway.metering;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form that ledger entries have in the journal: the kind of record, a version, the fields. */
final class LedgerEntryCodec {

  /** What the versions before could read as well. */
  private static final byte PLAIN = 1;

  /** With the buckets of usage that only some providers count. */
  private static final byte WIDE = 2;

  /** Wide, with attempts that may have gone to something else than a deployment. */
  private static final byte ANYWHERE = 3;

  private static final byte DEPLOYED = 0;
  private static final byte UPSTREAM = 1;

  private LedgerEntryCodec() {}

  static byte[] encode(byte kind, LedgerEntry entry) {
    var out = new RecordOutput();
    byte version = version(entry);
    out.putByte(kind);
    out.putByte(version);
    out.putUuid(entry.requestId());
    out.putInstant(entry.startedAt());
    out.putText(entry.clientRequestId());
    out.putText(entry.node());
    out.putUuid(entry.tenant().value());
    out.putOptional(entry.ownerTenant(), TenantId::value);
    out.putUuid(entry.application().value());
    out.putUuid(entry.credential().value());
    out.putOptional(entry.subscription(), SubscriptionId::value);
    out.putOptional(entry.api(), ApiId::value);
    out.putOptional(entry.plan(), PlanId::value);
    out.putText(entry.operation());
    out.putByte(entry.streamed() ? 1 : 0);
    out.putText(entry.originalModel());
    out.putText(entry.requestModel());
    out.putText(entry.responseModel());
    out.putOptional(entry.model(), ModelId::value);
    out.putOptional(entry.deployment(), DeploymentId::value);
    out.putOptional(entry.provider(), ProviderId::value);
    out.putText(entry.outcome().name());
    out.putInt(entry.httpStatus());
    out.putText(entry.errorCode());
    out.putText(entry.finishReason());
    out.putText(entry.usageSource().name());
    encode(entry.usage(), version, out);
    out.putOptional(entry.price(), PriceId::value);
    encode(entry.cost(), out);
    encode(entry.attempts(), version, out);
    out.putInt(entry.explanation().size());
    entry
        .explanation()
        .forEach((name, value) -> {
          out.putText(name);
          out.putText(value);
        });
    out.putLong(entry.gatewayTime().toNanos());
    var firstToken = entry.firstToken();
    out.putLong(firstToken == null ? -1 : firstToken.toNanos());
    out.putLong(entry.total().toNanos());
    return out.toBytes();
  }

  /**
   * The oldest that will do: whoever goes back a version can still read all that needs no newer
   * one.
   */
  private static byte version(LedgerEntry entry) {
    for (Attempt attempt : entry.attempts()) {
      if (attempt.destination() instanceof Destination.Upstream) {
        return ANYWHERE;
      }
    }
    return isWide(entry.usage()) ? WIDE : PLAIN;
  }

  private static boolean isWide(Usage usage) {
    return usage.cacheWriteHour() > 0 || usage.audioSeconds() > 0 || usage.searchUnits() > 0;
  }

  private static void encode(Usage usage, byte version, RecordOutput out) {
    out.putLong(usage.input());
    out.putLong(usage.cacheRead());
    out.putLong(usage.cacheWrite());
    out.putLong(usage.output());
    out.putLong(usage.reasoning());
    out.putLong(usage.audioInput());
    out.putLong(usage.audioOutput());
    out.putLong(usage.image());
    if (version >= WIDE) {
      out.putLong(usage.cacheWriteHour());
      out.putLong(usage.audioSeconds());
      out.putLong(usage.searchUnits());
    }
  }

  private static void encode(@Nullable Money cost, RecordOutput out) {
    out.putText(cost == null ? null : cost.currency().getCurrencyCode());
    out.putLong(cost == null ? 0 : cost.nanos());
  }

  private static void encode(List<Attempt> attempts, byte version, RecordOutput out) {
    out.putInt(attempts.size());
    for (Attempt attempt : attempts) {
      encode(attempt.destination(), version, out);
      var status = attempt.httpStatus();
      out.putInt(status == null ? -1 : status);
      out.putText(attempt.error());
      out.putLong(attempt.duration().toNanos());
    }
  }

  private static void encode(Destination destination, byte version, RecordOutput out) {
    switch (destination) {
      case Destination.Deployed(DeploymentId deployment) -> {
        if (version == ANYWHERE) {
          out.putByte(DEPLOYED);
        }
        out.putUuid(deployment.value());
      }
      case Destination.Upstream(String origin) -> {
        out.putByte(UPSTREAM);
        out.putText(origin);
      }
    }
  }

  static byte kind(byte[] record) {
    return record[0];
  }

  /** Reads what {@code encode} wrote; throws a {@link RuntimeException} for anything else. */
  static LedgerEntry decode(byte[] record) {
    var in = new RecordInput(record);
    in.getByte();
    int version = in.getByte();
    if (version < PLAIN || version > ANYWHERE) {
      throw new IllegalArgumentException("a journal record of version " + version);
    }
    return new LedgerEntry(
        in.getUuid(),
        in.getInstant(),
        in.getText(),
        in.getRequiredText(),
        new TenantId(in.getUuid()),
        in.getOptional(TenantId::new),
        new ApplicationId(in.getUuid()),
        new CredentialId(in.getUuid()),
        in.getOptional(SubscriptionId::new),
        in.getOptional(ApiId::new),
        in.getOptional(PlanId::new),
        in.getRequiredText(),
        in.getByte() == 1,
        in.getText(),
        in.getText(),
        in.getText(),
        in.getOptional(ModelId::new),
        in.getOptional(DeploymentId::new),
        in.getOptional(ProviderId::new),
        LedgerEntry.Outcome.valueOf(in.getRequiredText()),
        in.getInt(),
        in.getText(),
        in.getText(),
        UsageSource.valueOf(in.getRequiredText()),
        decodeUsage(in, version >= WIDE),
        in.getOptional(PriceId::new),
        decodeCost(in),
        decodeAttempts(in, version == ANYWHERE),
        decodeExplanation(in),
        Duration.ofNanos(in.getLong()),
        Optional.of(in.getLong()).filter(nanos -> nanos >= 0).map(Duration::ofNanos).orElse(null),
        Duration.ofNanos(in.getLong()));
  }

  private static Usage decodeUsage(RecordInput in, boolean wide) {
    return new Usage(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        wide ? in.getLong() : 0,
        wide ? in.getLong() : 0,
        wide ? in.getLong() : 0);
  }

  private static @Nullable Money decodeCost(RecordInput in) {
    var currency = in.getText();
    long nanos = in.getLong();
    return currency == null ? null : new Money(nanos, Currency.getInstance(currency));
  }

  private static List<Attempt> decodeAttempts(RecordInput in, boolean anywhere) {
    int count = in.getInt();
    var attempts = new ArrayList<Attempt>(count);
    for (int i = 0; i < count; i++) {
      var destination = decodeDestination(in, anywhere);
      int status = in.getInt();
      attempts.add(
          new Attempt(
              destination,
              status < 0 ? null : Integer.valueOf(status),
              in.getText(),
              Duration.ofNanos(in.getLong())));
    }
    return attempts;
  }

  private static Destination decodeDestination(RecordInput in, boolean anywhere) {
    return anywhere && in.getByte() == UPSTREAM
        ? new Destination.Upstream(in.getRequiredText())
        : new Destination.Deployed(new DeploymentId(in.getUuid()));
  }

  private static Map<String, String> decodeExplanation(RecordInput in) {
    int count = in.getInt();
    var explanation = new HashMap<String, String>(count * 2);
    for (int i = 0; i < count; i++) {
      explanation.put(in.getRequiredText(), in.getRequiredText());
    }
    return explanation;
  }
}
