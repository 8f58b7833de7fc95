package io.tollgate.acceptance.sdk;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The vendors' SDKs for Python; the cases are in {@code acceptance/sdk/python}. */
@ExtendWith(RunningGateway.class)
class PythonSdksIT {

  private static final ForeignSuites SUITES =
      new ForeignSuites(
          "python",
          "requirements.txt",
          List.of("python3", "-c", "import ensurepip, venv"),
          List.of(
              List.of("python3", "-m", "venv", "--clear", "venv"),
              List.of(
                  "venv/bin/python",
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "--disable-pip-version-check",
                  "--no-deps",
                  "-r",
                  "requirements.txt")));

  @TestFactory
  Stream<DynamicTest> talkToEveryKindOfProvider(GatewayUnderTest gateway) {
    return SUITES.run(gateway, List.of("venv/bin/python", "run.py"));
  }
}
