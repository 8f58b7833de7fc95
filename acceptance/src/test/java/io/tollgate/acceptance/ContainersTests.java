package io.tollgate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.gateway.GatewayProperties;
import io.tollgate.gateway.media.MediaProperties;
import io.tollgate.gateway.upstream.UpstreamProperties;
import io.tollgate.persistence.database.DatabaseProperties;
import io.tollgate.portal.PortalProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.yaml.snakeyaml.Yaml;

/** What can be known of docker-compose.yml and the image without a Docker engine. */
class ContainersTests {

  private static final Path ROOT = Path.of("..");
  private static final List<Class<? extends Record>> SETTINGS =
      List.of(
          GatewayProperties.class,
          UpstreamProperties.class,
          MediaProperties.class,
          PortalProperties.class,
          DatabaseProperties.class);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)[^}]*}");

  private final String text = read("docker-compose.yml");
  private final Map<String, Object> file = new Yaml().load(text);
  private final Map<String, Map<String, Object>> services = map(file.get("services"));

  @Test
  void everyVariableIsASettingThatTheApplicationsKnow() {
    var known = new TreeSet<>(Set.of("TOLLGATE_MASTERKEY"));
    settings().map(ContainersTests::variable).forEach(known::add);

    var used =
        Stream.of("gateway", "portal")
            .flatMap(service -> environment(service).keySet().stream())
            // The framework reads it with and without the underscore that stands for the dash.
            .map(name -> name.equals("TOLLGATE_MASTER_KEY") ? "TOLLGATE_MASTERKEY" : name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void everySettingIsInTheDocumentation() {
    var documentation = read("docs/configuration.md");

    assertThat(settings().map(setting -> setting.substring(setting.lastIndexOf('.') + 1)))
        .allSatisfy(name -> assertThat(documentation).contains(name));
  }

  @Test
  void theExampleHasEveryVariableThatMustBeSet() {
    var example = read("deploy/.env.example");

    assertThat(VARIABLE.matcher(text).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(example).containsPattern("(?m)^" + name + "="));
  }

  @Test
  void portsAreThoseThatTheApplicationsListenOn() {
    assertThat(services.get("gateway").get("ports")).isEqualTo(List.of("8080:8080"));
    assertThat(services.get("portal").get("ports")).isEqualTo(List.of("8081:8081"));
    assertThat(read("gateway-app/src/main/resources/gateway.yaml"))
        .contains("${tollgate.gateway.port:8080}");
    assertThat(read("admin-portal/src/main/resources/portal.yaml"))
        .contains("${tollgate.portal.port:8081}");
    assertThat(environment("portal").get("TOLLGATE_PORTAL_GATEWAYURLFROMPORTAL"))
        .isEqualTo("http://gateway:8080");
  }

  @Test
  void healthIsAskedWhereTheApplicationsAnswer() {
    for (var service : List.of("gateway", "portal")) {
      var test = map(services.get(service).get("healthcheck")).get("test").toString();
      var port = environmentPort(service);
      assertThat(test).contains("/dev/tcp/127.0.0.1/" + port + " ", "GET /readyz ");
    }
    for (var settings :
        List.of(
            "gateway-app/src/main/resources/gateway.yaml",
            "admin-portal/src/main/resources/portal.yaml")) {
      assertThat(read(settings)).contains("add-additional-paths: true");
    }
  }

  @Test
  void everyServiceWaitsForSomethingThatCanHappen() {
    services.forEach((name, service) ->
        map(service.getOrDefault("depends_on", Map.of()))
            .forEach((other, how) -> {
              var awaited = services.get(other);
              assertThat(awaited).as(name + " waits for " + other).isNotNull();
              switch (map(how).get("condition").toString()) {
                case "service_healthy" -> assertThat(awaited).containsKey("healthcheck");
                case "service_completed_successfully" ->
                    // One that is started again whenever it ends has never completed.
                    assertThat(awaited.get("restart")).isEqualTo("on-failure");
                default -> throw new AssertionError(name + " waits for an unknown condition");
              }
            }));
  }

  @Test
  void theMigrationsGoToTheDatabaseThatTheApplicationsUse() {
    assertThat(services.get("migrations").get("command"))
        .isEqualTo(List.of("jdbc:postgresql://postgres:5432/tollgate", "tollgate"));
    assertThat(environment("postgres"))
        .containsEntry("POSTGRES_DB", "tollgate")
        .containsEntry("POSTGRES_USER", "tollgate");
    assertThat(environment("gateway")).containsEntry("TOLLGATE_DATABASE_HOST", "postgres");
    assertThat(environment("portal")).containsEntry("TOLLGATE_DATABASE_HOST", "postgres");
  }

  @Test
  void everyImageIsAModuleThatIsLaidOutForIt() {
    var dockerfile = read("deploy/Dockerfile");
    assertThat(dockerfile).contains("COPY . .", "\"$MODULE\"/target/app/. /app/");
    for (var service : List.of("migrations", "gateway", "portal")) {
      var build = map(services.get(service).get("build"));
      assertThat(build)
          .containsEntry("context", ".")
          .containsEntry("dockerfile", "deploy/Dockerfile");
      var module = map(build.get("args")).get("MODULE").toString();
      // Its one jar becomes app.jar; the libraries lie beside it.
      assertThat(read(module + "/pom.xml"))
          .contains("<outputDirectory>${project.build.directory}/app</outputDirectory>")
          .contains("<main.class>")
          .contains("maven-dependency-plugin");
    }
    assertThat(read(".dockerignore").lines())
        .doesNotContain("mvnw", ".mvn", "pom.xml", "**/src", "deploy");
  }

  @Test
  void everyVolumeIsDeclaredAndTheGatewaysIsWhereItKeepsItsJournal() {
    var declared = map(file.get("volumes")).keySet();
    services.forEach((name, service) ->
        list(service.getOrDefault("volumes", List.of()))
            .forEach(volume -> assertThat(declared).contains(volume.split(":")[0])));

    var journal = environment("gateway").get("TOLLGATE_GATEWAY_DATADIRECTORY");
    assertThat(list(services.get("gateway").get("volumes"))).contains("gateway:" + journal);
    // The image's user may write there.
    assertThat(read("deploy/Dockerfile")).contains("--home-dir " + journal + " --create-home");
  }

  private String environmentPort(String service) {
    return list(services.get(service).get("ports")).getFirst().split(":")[1];
  }

  private Map<String, Object> environment(String service) {
    return map(services.get(service).get("environment"));
  }

  /** Every property, such as {@code tollgate.gateway.journal.limit}. */
  private static Stream<String> settings() {
    return SETTINGS.stream()
        .flatMap(type -> settings(type, type.getAnnotation(ConfigurationProperties.class).value()));
  }

  private static Stream<String> settings(Class<?> type, String prefix) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component -> {
          var name =
              prefix
                  + "."
                  + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
          return isGroup(component.getType())
              ? settings(component.getType(), name)
              : Stream.of(name);
        });
  }

  private static boolean isGroup(Class<?> type) {
    return type.isRecord() && type.isMemberClass();
  }

  private static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @SuppressWarnings("unchecked") // YAML's mappings have text as keys here
  private static <T> Map<String, T> map(Object value) {
    return (Map<String, T>) value;
  }

  @SuppressWarnings("unchecked") // all lists of the file hold text
  private static List<String> list(Object value) {
    return (List<String>) value;
  }
}
