package io.tollgate.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.acceptance.Shell;
import io.tollgate.acceptance.browser.Installation.Running;
import io.tollgate.acceptance.sdk.ForeignRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs on the page of a new key are run as they stand there, each in its language. */
@ExtendWith(Installation.class)
class SnippetsIT {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"chat, trial, Hello", "echo, open, GET"})
  void runAsTheyStand(String api, String plan, String expected, Running tollgate)
      throws IOException {
    try (var developer = tollgate.adminElsewhere()) {
      new Applications(developer).ask(api, plan, "Snippets of " + api).createKey();

      assertThat(Shell.run(snippet(developer, "curl"))).contains(expected);
      assertThat(run(ForeignRuntime.PYTHON, "venv/bin/python", "py", snippet(developer, "python")))
          .contains(expected);
      assertThat(run(ForeignRuntime.NODE, "node", "mjs", snippet(developer, "javascript")))
          .contains(expected);
      assertThat(runJava(snippet(developer, "java"))).contains(expected);
    }
  }

  private static String snippet(Visitor developer, String language) {
    return developer.main().locator(".language-" + language + " pre").textContent();
  }

  private static String run(
      ForeignRuntime runtime, String program, String extension, String snippet) throws IOException {
    var file = runtime.prepare().directory().resolve("snippet." + extension);
    Files.writeString(file, snippet);
    try {
      return runtime
          .execute(List.of(program, file.getFileName().toString()), Map.of())
          .requireSuccess();
    } finally {
      Files.delete(file);
    }
  }

  /** With the SDK on the class path, as the tests have it themselves. */
  private String runJava(String snippet) throws IOException {
    var file = Files.writeString(directory.resolve("Snippet.java"), snippet);
    return Shell.run(
        "'%s/bin/java' -cp '%s' '%s'"
            .formatted(
                System.getProperty("java.home"), System.getProperty("java.class.path"), file));
  }
}
