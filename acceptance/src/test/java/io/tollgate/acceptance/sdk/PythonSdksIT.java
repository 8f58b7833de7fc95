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
      new ForeignSuites(ForeignRuntime.PYTHON, List.of("venv/bin/python", "run.py"));

  @TestFactory
  Stream<DynamicTest> talkToEveryKindOfProvider(GatewayUnderTest gateway) {
    return SUITES.run(gateway);
  }
}
