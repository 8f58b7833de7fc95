package io.tollgate.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTests {
  private static final Wrk.Run RUN = new Wrk.Run(1000, 2, 1500, 9000, 0);

  @Test
  void showsEachCpuTimeAsAMultipleOfTheYardsticks() {
    var bare = new Measurement("bare", 200, 0, RUN);
    var tollgate = new Measurement("Tollgate", 150, 0, RUN);

    String report = Report.of(List.of(bare, tollgate), bare);

    assertThat(report.lines())
        .contains(
            "| bare | 200.0 µs | 1.00 | 500 | 1.50 ms | 9.00 ms | 0 |",
            "| Tollgate | 150.0 µs | 0.75 | 500 | 1.50 ms | 9.00 ms | 0 |");
  }

  @Test
  void sendsOneKilobyteAndGetsNineTenthsBack() {
    assertThat(Payloads.request().getBytes(UTF_8)).hasSize(Payloads.REQUEST_BYTES);
    assertThat(Payloads.answer().getBytes(UTF_8)).hasSize(Payloads.ANSWER_BYTES);
  }
}
