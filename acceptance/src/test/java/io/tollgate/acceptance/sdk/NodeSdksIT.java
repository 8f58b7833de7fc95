package io.tollgate.acceptance.sdk;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The vendors' SDKs for Node; the cases are in {@code acceptance/sdk/node}. */
@ExtendWith(RunningGateway.class)
class NodeSdksIT {

  private static final ForeignSuites SUITES =
      new ForeignSuites(
          ForeignRuntime.NODE,
          List.of(
              "node",
              "--test",
              "--test-reporter=./reporter.mjs",
              "--test-reporter-destination=stdout"));

  @TestFactory
  Stream<DynamicTest> talkToEveryKindOfProvider(GatewayUnderTest gateway) {
    return SUITES.run(gateway);
  }
}
