package io.tollgate.portal.adminapi;

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
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import io.tollgate.portal.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What page, admin API and export say of a month in which the clocks change. */
class UsageTotalsTests {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** An amount that does not add up once it is rounded. */
  private static final long NANOS = 3_333_333_333L;

  /** A few hours before a month ends. */
  private static final Instant NOW = Instant.parse("2026-03-31T16:00:00Z");

  private static final Pattern TOTALS = Pattern.compile("<tfoot.*?</tfoot>", Pattern.DOTALL);

  private static final ModelId MODEL = ModelId.create();

  private static PortalForTests portal;
  private static Tenant tenant;
  private static Script script;

  @BeforeAll
  static void start() {
    portal = PortalForTests.startAt(NOW);
    var world = new World(portal);
    tenant = world.tenant("Berlin", BERLIN);
    script = Script.of(portal, world.member("Vera", tenant, Role.VIEWER), Script.MEMBER);
    // Every half hour of the shortest Sunday of the year, and the first of the day after.
    var first = LocalDateTime.of(2026, 3, 29, 0, 0).atZone(BERLIN).toInstant();
    get(
        portal
            .bean(Ledger.class)
            .append(
                IntStream.rangeClosed(0, 46)
                    .mapToObj(half -> entry(tenant, first.plus(Duration.ofMinutes(30L * half))))
                    .toList()));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void aDayEndsWhereTheTenantIs() {
    var usage = usage("from=2026-03-29&to=2026-03-29&by=MODEL");

    assertThat(usage.json().path("timeZone").asString()).isEqualTo("Europe/Berlin");
    assertThat(usage.json().at("/totals/requests").asInt()).isEqualTo(46);
    assertThat(usage.json().at("/rows/0/group").asString()).isEqualTo("=model");
  }

  @Test
  void theExportAddsUpToTheTotals() {
    var query = "from=2026-03-29&to=2026-03-30&period=HOUR&by=MODEL";
    var total = new BigDecimal(usage(query).json().at("/totals/costs/0/amount").asString());

    var export = script.get("/tenants/" + tenant.id() + "/usage.csv?" + query).expect(200);

    assertThat(sum(export.body())).isEqualByComparingTo(total);
    assertThat(total).isEqualByComparingTo(BigDecimal.valueOf(NANOS * 47, 9));
    assertThat(export.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    assertThat(export.body().lines().skip(1)).first().asString().contains(",'=model,");
  }

  @Test
  void pageExportAndApiAgreeOnAMonthThatIsNotThatOfUtc() {
    var edge = new World(portal).tenant("Edge", BERLIN);
    var samples = new Samples(portal);
    var member = samples.member("edge@example.com", edge, Role.VIEWER);
    var within =
        List.of("2026-03-01T00:00", "2026-03-29T01:59:59", "2026-03-29T03:00", "2026-03-31T17:59");
    // Either is another month in UTC than in Berlin.
    var outside = List.of("2026-02-28T23:59:59.999", "2026-04-01T00:00");
    get(
        portal
            .bean(Ledger.class)
            .append(
                Stream.concat(within.stream(), outside.stream())
                    .map(
                        local -> entry(edge, LocalDateTime.parse(local).atZone(BERLIN).toInstant()))
                    .toList()));

    var api =
        Script.of(portal, member, Script.MEMBER)
            .get("/tenants/" + edge.id() + "/usage?from=2026-03-01&to=2026-03-31&by=MODEL")
            .expect(200);
    var browser = samples.signedIn(member);
    var export = browser.get("/usage.csv?period=this_month").body();
    var page = browser.get("/usage?period=this_month").body();

    var total = new BigDecimal(api.json().at("/totals/costs/0/amount").asString());
    assertThat(total).isEqualByComparingTo(BigDecimal.valueOf(NANOS * within.size(), 9));
    assertThat(sum(export)).isEqualByComparingTo(total);
    assertThat(export.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly("2026-03-01", "2026-03-29", "2026-03-31");
    assertThat(TOTALS.matcher(page).results().map(MatchResult::group))
        .hasSize(2)
        .allMatch(totals -> totals.contains("$13.33"));
    assertThat(page).contains("Mar 1 – 31", "Europe/Berlin", "Complete up to 18:0");
  }

  private static BigDecimal sum(String export) {
    return export
        .lines()
        .skip(1)
        .map(line -> new BigDecimal(line.substring(line.lastIndexOf(',') + 1)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void requestsAreReadPageByPageInOneOrder() {
    var path =
        "/tenants/" + tenant.id() + "/requests?from=2026-03-28T00:00:00Z&to=2026-04-01T00:00:00Z";
    var first = script.get(path + "&limit=30").expect(200);
    var second = script.get(path + "&limit=30&after=" + first.text("next")).expect(200);

    assertThat(first.json().path("items").size()).isEqualTo(30);
    assertThat(second.json().path("items").size()).isEqualTo(17);
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(script.get(path + "&limit=201").status()).isEqualTo(422);
    assertThat(script.get(path + "&after=nonsense").status()).isEqualTo(422);
  }

  private static Script.Reply usage(String query) {
    return script.get("/tenants/" + tenant.id() + "/usage?" + query).expect(200);
  }

  private static LedgerEntry entry(Tenant caller, Instant startedAt) {
    var id = caller.id().value();
    return BookedCall.of(caller.id(), new ApplicationId(id), new CredentialId(id))
        .startedAt(startedAt)
        .model("=model", MODEL)
        .consumed(Usage.of(100, 10), new Money(NANOS, Money.USD))
        .entry();
  }
}
