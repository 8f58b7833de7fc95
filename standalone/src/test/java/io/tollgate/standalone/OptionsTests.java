package io.tollgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTests {

  @Test
  void hasADefaultForEverything() {
    var options = Options.parse(List.of());

    assertThat(options).isEqualTo(new Options(8080, 8081, 9090, Path.of(".tollgate"), false));
  }

  @Test
  void readsBothSpellings() {
    var options = Options.parse(List.of("--gateway-port=1234", "--data-dir", "/tmp/elsewhere"));

    assertThat(options.gatewayPort()).isEqualTo(1234);
    assertThat(options.dataDirectory()).isEqualTo(Path.of("/tmp/elsewhere"));
  }

  @Test
  void saysWhichOptionItDoesNotKnow() {
    assertThatThrownBy(() -> Options.parse(List.of("--colour", "green")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--colour");
  }

  @Test
  void saysWhichPortIsNone() {
    for (var value : List.of("http", "0", "65536", "-1", "")) {
      assertThatThrownBy(() -> Options.parse(List.of("--portal-port", value)))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("--portal-port");
    }
  }

  @Test
  void refusesOnePortForTwoServers() {
    assertThatThrownBy(() -> Options.parse(List.of("--portal-port", "8080")))
        .isInstanceOf(StartFailure.class);
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var options = Options.parse(List.of("--gateway-port", "" + taken.getLocalPort()));

      assertThatThrownBy(options::refuseTakenPorts)
          .isInstanceOf(StartFailure.class)
          .hasMessage("port %d is taken; choose another with --gateway-port", taken.getLocalPort());
    }
  }
}
