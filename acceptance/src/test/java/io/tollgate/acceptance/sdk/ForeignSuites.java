package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;

/** Suites in another language, run as a process that prints a line of JSON for each case. */
record ForeignSuites(ForeignRuntime runtime, List<String> command) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What became of a case; {@code failure} is null when it passed. */
  private record Case(String name, @Nullable String failure) {

    DynamicTest toTest() {
      return DynamicTest.dynamicTest(
          name,
          () -> {
            if (failure != null) {
              fail(failure);
            }
          });
    }
  }

  /** Runs them all. */
  Stream<DynamicTest> run(GatewayUnderTest gateway) {
    var finished =
        runtime
            .prepare()
            .execute(
                command,
                Map.of(
                    "TOLLGATE_URL", gateway.uri().toString(),
                    "TOLLGATE_KEY", gateway.key(),
                    "TOLLGATE_STRANGERS_KEY", gateway.strangersKey(),
                    "TOLLGATE_LIMITED_KEY", gateway.limitedKey()));
    var cases =
        finished
            .output()
            .lines()
            .filter(line -> line.startsWith("{"))
            .map(line -> JSON.readValue(line, Case.class))
            .toList();
    // The runner of Node fails when a case does, which is told case by case.
    if (cases.stream().allMatch(one -> one.failure() == null)) {
      finished.requireSuccess();
    }
    assertThat(cases).as("cases of %s", this).isNotEmpty();
    return cases.stream().map(Case::toTest);
  }
}
