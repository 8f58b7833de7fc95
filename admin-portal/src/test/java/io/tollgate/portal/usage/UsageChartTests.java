package io.tollgate.portal.usage;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.usage.Usage;
import io.tollgate.portal.BookedCall;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was used, day by day, in three measures, and the same as a file. */
class UsageChartTests {

  /** An amount that does not add up once it is rounded. */
  private static final long NANOS = 3_333_333_333L;

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)</td>");

  private static PortalForTests portal;
  private static Browser viewer;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    tenant = samples.tenant("acme", "Acme");
    viewer = samples.signedIn(samples.member("vera@example.com", tenant, Role.VIEWER));
    var large = ModelId.create();
    var small = ModelId.create();
    get(
        portal
            .bean(Ledger.class)
            .append(
                List.of(
                    call("large", large, 0, Usage.of(900, 100)),
                    call("large", large, 0, Usage.of(900, 100)),
                    call("large", large, 1, Usage.of(900, 100)),
                    call("small", small, 1, Usage.of(90_000, 10_000)))));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void theChartShowsSpendUnlessSomethingElseIsAskedFor() {
    var page = viewer.get("/usage").body();

    assertThat(page).contains("Spend by model");
    assertThat(lastTwoDays(page))
        .containsExactly("$3.33", "$3.33", "$6.67", "$6.67", "$0.00", "$6.67");
  }

  @Test
  void theChartShowsTokensADay() {
    var page = viewer.get("/usage?measure=tokens").body();

    assertThat(page).contains("Tokens by model");
    assertThat(lastTwoDays(page))
        .containsExactly("1,000", "100,000", "101,000", "2,000", "0", "2,000");
  }

  @Test
  void theChartShowsRequestsADay() {
    var page = viewer.get("/usage?measure=requests").body();

    assertThat(page).contains("Requests by model");
    assertThat(lastTwoDays(page)).containsExactly("1", "1", "2", "2", "0", "2");
  }

  @Test
  void theMeasureIsALinkAndStaysWhenSomethingElseIsChosen() {
    var page = viewer.get("/usage?period=last_30_days&measure=tokens").body();

    assertThat(page)
        .contains("of=own&amp;period=last_30_days&amp;by=model&amp;measure=requests")
        .contains("of=own&amp;period=last_30_days&amp;by=application&amp;measure=tokens")
        .contains("name=\"measure\" value=\"tokens\"");
    assertThat(viewer.get("/usage?measure=nonsense").body()).contains("Spend by model");
  }

  @Test
  void theTotalsOnThePageAreTheSumsOfTheFileToTheCent() {
    var page = viewer.get("/usage?period=last_7_days&by=model").body();
    var lines =
        viewer.get("/usage.csv?period=last_7_days&by=model").body().lines().skip(1).toList();

    var cost = sum(lines, 20);
    assertThat(cost).isEqualByComparingTo(BigDecimal.valueOf(4 * NANOS, 9));
    assertThat(totals(page))
        .startsWith("4", "92.7K", "10.3K")
        .endsWith("$" + cost.setScale(2, RoundingMode.HALF_UP));
    assertThat(sum(lines, 3)).isEqualByComparingTo("4");
    assertThat(sum(lines, 8)).isEqualByComparingTo("92700");
    assertThat(sum(lines, 11)).isEqualByComparingTo("10300");
  }

  private static List<String> totals(String page) {
    return cells(page.substring(page.indexOf("<tfoot"), page.indexOf("</tfoot>")));
  }

  /**
   * Of the chart as a table: both models and their sum, yesterday and today; the total row comes
   * after them.
   */
  private static List<String> lastTwoDays(String page) {
    var cells = cells(page.substring(page.indexOf("The chart as a table")));
    return cells.subList(cells.size() - 9, cells.size() - 3);
  }

  private static List<String> cells(String table) {
    return CELL.matcher(table).results().map(cell -> cell.group(1)).toList();
  }

  private static BigDecimal sum(List<String> lines, int column) {
    return lines.stream()
        .map(line -> new BigDecimal(line.split(",", -1)[column]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static LedgerEntry call(String name, ModelId model, int daysAgo, Usage usage) {
    var id = tenant.id().value();
    return BookedCall.of(tenant.id(), new ApplicationId(id), new CredentialId(id))
        .startedAt(NOW.minus(daysAgo, ChronoUnit.DAYS))
        .model(name, model)
        .consumed(usage, new Money(NANOS, Money.USD))
        .entry();
  }
}
