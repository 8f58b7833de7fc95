package io.tollgate.portal.usage;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages about usage make of what the ledger has. */
class UsagePageTests {

  /** One more than a chart tells apart. */
  private static final int MODELS = 7;

  private static final Pattern FILLING = Pattern.compile("<pattern[^>]*>(.*?)</pattern>");

  private static PortalForTests portal;
  private static Browser viewer;
  private static LedgerEntry refused;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    var tenant = samples.tenant("acme", "Acme");
    refused = call(tenant).ended(Outcome.REFUSED, 429, "rate_limit_exceeded").entry();
    var charged =
        IntStream.rangeClosed(1, MODELS)
            .mapToObj(number ->
                call(tenant)
                    .model("model-" + number, ModelId.create())
                    .consumed(Usage.of(100, 10), new Money(number * 1_000_000_000L, Money.USD))
                    .entry());
    get(portal.bean(Ledger.class).append(Stream.concat(charged, Stream.of(refused)).toList()));
    viewer = samples.signedIn(samples.member("vera@acme.example", tenant, Role.VIEWER));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void noTwoSeriesOfAChartLookTheSameInGrey() {
    var fillings = FILLING.matcher(viewer.get("/usage").body().replace("\n", "")).results();

    assertThat(fillings.map(filling -> filling.group(1).replaceAll("\\s+", " ")))
        .hasSize(MODELS - 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void theTableOfAChartAddsUpToTheTotal() {
    assertThat(viewer.get("/usage").body().split("\\$28\\.00", -1))
        .as("the figure, the bar, and the totals of both tables")
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void somebodyWhoReachedALimitStillSeesUsageAndTheReason() {
    assertThat(viewer.get("/usage").body()).contains("$28.00", "1 refused");
    assertThat(viewer.get("/logs?outcome=refused").body()).contains("/logs/" + refused.requestId());
    assertThat(viewer.get("/logs/" + refused.requestId()).body())
        .contains("A limit of the plan was reached. Wait as long as Retry-After says");
  }

  @Test
  void aSumLeadsToTheRequestsOfItsDays() {
    assertThat(viewer.get("/usage?period=last_90_days").body())
        .contains("/logs?model=model-3&amp;period=last_90_days");
  }

  @Test
  void anotherChoiceInTheLogKeepsWhatItWasNarrowedToBefore() {
    var api = "0190b6a8-0000-7000-8000-000000000001";

    assertThat(viewer.get("/logs?api=" + api + "&status=429").body())
        .contains(
            List.of(
                "<input type=\"hidden\" name=\"api\" value=\"" + api + "\">",
                "<input type=\"hidden\" name=\"status\" value=\"429\">"));
  }

  private static BookedCall call(Tenant tenant) {
    var id = tenant.id().value();
    return BookedCall.of(tenant.id(), new ApplicationId(id), new CredentialId(id));
  }
}
