package io.tollgate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guides promise to developers, held against the gateway that keeps the promises. */
class GuideStatementsTests {

  private static final Path GUIDES = Path.of("../admin-portal/src/main/resources/portal/guides");
  private static final Path GATEWAY = Path.of("../gateway-app/src/main/java/io/tollgate/gateway");
  private static final Path PROVIDERS = Path.of("../providers/src/main/java/io/tollgate/providers");

  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d{3}) \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");
  private static final Pattern HEADER = Pattern.compile("`(x-[a-z-]+)");

  /** A model that does not exist is a 404 but at one endpoint, which the guide leaves out. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "ClientError\\.of\\(\\s*([45]\\d\\d|unknown\\.status\\(\\)),\\s*\"([a-z_]+)\"");

  private static final Pattern UPSTREAM = Pattern.compile("\\(([45]\\d\\d), \"([a-z_]+)\", Work");

  @Test
  void theErrorsAreThoseOfTheGatewayAndAllOfThem() {
    assertThat(promised("## Codes of the gateway"))
        .isNotEmpty()
        .isEqualTo(made(FAILURE, GATEWAY.resolve("errors/GatewayFailure.java")));
  }

  @Test
  void soAreThoseThatAProvidersFailureBecomes() {
    assertThat(promised("## Codes of a provider"))
        .isNotEmpty()
        .isEqualTo(made(UPSTREAM, PROVIDERS.resolve("call/UpstreamFailure.java")));
  }

  @Test
  void everyHeaderIsOneThatTheGatewayReadsOrWrites() {
    var code = below(GATEWAY) + below(PROVIDERS);
    var headers =
        HEADER.matcher(below(GUIDES)).results().map(header -> header.group(1)).distinct().toList();

    assertThat(headers)
        .contains("x-request-id", "x-ratelimit-reset-tokens")
        .allMatch(header -> code.contains("\"" + header.replaceFirst("(requests|tokens)$", "")));
  }

  @Test
  void sizesAndTimesAreTheDefaults() {
    assertThat(read(GUIDES.resolve("limits.md"))).contains("10 MB", "64 MB");
    assertThat(read(GATEWAY.resolve("GatewayProperties.java")))
        .contains("@DefaultValue(\"10MB\") DataSize maxBody")
        .contains("@DefaultValue(\"64MB\") DataSize maxUpload");
    assertThat(read(GUIDES.resolve("streaming.md"))).contains("every 15 seconds");
    assertThat(read(GATEWAY.resolve("upstream/UpstreamProperties.java")))
        .contains("@DefaultValue(\"15s\") Duration heartbeat");
  }

  /** Each status with its code, in the part of the guide below a heading. */
  private static Set<String> promised(String heading) {
    var guide = read(GUIDES.resolve("errors.md"));
    var part = guide.substring(guide.indexOf(heading) + heading.length());
    return ROW.matcher(part.split("\n## ", 2)[0])
        .results()
        .flatMap(row ->
            CODE.matcher(row.group(2)).results().map(code -> row.group(1) + " " + code.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> made(Pattern failure, Path source) {
    return failure
        .matcher(read(source))
        .results()
        .map(found -> found.group(1).replace("unknown.status()", "404") + " " + found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String below(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(GuideStatementsTests::read)
          .collect(Collectors.joining());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
