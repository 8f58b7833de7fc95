package io.tollgate.portal.adminapi;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import io.tollgate.portal.token.TokenDetails;
import io.tollgate.portal.token.TokenOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of the guide, run as they stand there. */
class DocumentedCommandsTests {

  private static final Path GUIDE = Path.of("..", "docs", "admin-api.md");
  private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  @Test
  void theGuideRunsFromTopToBottom() throws IOException, InterruptedException {
    try (var portal = PortalForTests.start()) {
      var shell =
          new ProcessBuilder(
              "bash", "-euo", "pipefail", "-c", commands() + "\necho \"granted ${KEY:0:3}\"");
      shell.environment().put("TOLLGATE", portal.url());
      shell.environment().put("TOKEN", token(portal));
      var process = shell.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).contains("\"status\":\"APPROVED\"").endsWith("granted tg_\n");
    }
  }

  private static String commands() throws IOException {
    return COMMANDS
        .matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult block) -> block.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static String token(PortalForTests portal) {
    var world = new World(portal);
    var admin = world.viewer(world.platformAdmin("Root"));
    var details = new TokenDetails("guide", Set.of(Scope.values()), 1);
    return get(portal.bean(TokenOperations.class).create(admin, details)).secret().reveal();
  }
}
