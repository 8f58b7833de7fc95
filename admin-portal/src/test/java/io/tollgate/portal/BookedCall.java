package io.tollgate.portal;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call as the ledger has it: a test says what it cares about, and the rest is as usual. */
public final class BookedCall {

  private final TenantId tenant;
  private final ApplicationId application;
  private final CredentialId credential;
  private Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private @Nullable UUID id;
  private @Nullable String clientRequestId;
  private @Nullable TenantId owner;
  private @Nullable ApiId api;
  private String modelName = "model";
  private @Nullable ModelId model;
  private boolean streamed;
  private Outcome outcome = Outcome.COMPLETED;
  private int status = 200;
  private @Nullable String errorCode;
  private UsageSource source = UsageSource.NONE;
  private Usage usage = Usage.NONE;
  private @Nullable Money cost;
  private List<Attempt> attempts = List.of();

  private BookedCall(TenantId tenant, ApplicationId application, CredentialId credential) {
    this.tenant = tenant;
    this.application = application;
    this.credential = credential;
  }

  /** A call that ended well and consumed nothing. */
  public static BookedCall of(TenantId tenant, ApplicationId application, CredentialId credential) {
    return new BookedCall(tenant, application, credential);
  }

  public BookedCall id(UUID known) {
    id = known;
    return this;
  }

  public BookedCall startedAt(Instant moment) {
    startedAt = moment;
    return this;
  }

  public BookedCall clientRequestId(String sent) {
    clientRequestId = sent;
    return this;
  }

  public BookedCall ownedBy(TenantId publisher) {
    owner = publisher;
    return this;
  }

  public BookedCall api(ApiId called) {
    api = called;
    return this;
  }

  public BookedCall model(String name) {
    modelName = name;
    return this;
  }

  public BookedCall model(String name, ModelId known) {
    modelName = name;
    model = known;
    return this;
  }

  public BookedCall streamed() {
    streamed = true;
    return this;
  }

  public BookedCall ended(Outcome how, int httpStatus, @Nullable String code) {
    outcome = how;
    status = httpStatus;
    errorCode = code;
    return this;
  }

  public BookedCall consumed(Usage reported, Money charged) {
    source = UsageSource.PROVIDER;
    usage = reported;
    cost = charged;
    return this;
  }

  public BookedCall attempts(Attempt... made) {
    attempts = List.of(made);
    return this;
  }

  public LedgerEntry entry() {
    return new LedgerEntry(
        id == null ? UuidV7.at(startedAt) : id,
        startedAt,
        clientRequestId,
        "node",
        tenant,
        owner,
        application,
        credential,
        null,
        api,
        null,
        "chat.completions",
        streamed,
        modelName,
        null,
        null,
        model,
        null,
        null,
        outcome,
        status,
        errorCode,
        null,
        source,
        usage,
        null,
        cost,
        attempts,
        Map.of(),
        Duration.ofMillis(3),
        streamed ? Duration.ofMillis(77) : null,
        Duration.ofMillis(345));
  }
}
