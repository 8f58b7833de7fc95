package io.tollgate.acceptance.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tollgate.acceptance.TollgateProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One Tollgate, one Chromium and its platform admin for every browser test: the first test that
 * needs them starts them, and they end with the last.
 */
final class Installation implements BeforeAllCallback, ParameterResolver {

  /** The first page of a cold process on a busy machine takes its time. */
  private static final double PATIENCE = Duration.ofSeconds(30).toMillis();

  private static final Namespace NAMESPACE = Namespace.create(Installation.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, type -> Running.start(), Running.class);
  }

  /** What is running; a test gets it as a parameter. */
  static final class Running implements AutoCloseable {

    private final Path directory;
    private final Chromium chromium;
    private final TollgateProcess tollgate;
    private final Visitor admin;

    private Running(Path directory, Chromium chromium, TollgateProcess tollgate) {
      this.directory = directory;
      this.chromium = chromium;
      this.tollgate = tollgate;
      this.admin = visitor();
    }

    private static Running start() {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
      var chromium = Chromium.start();
      try {
        var directory = Files.createTempDirectory("tollgate-browser");
        var running = new Running(directory, chromium, TollgateProcess.start(directory));
        new Account(running.admin).signInForTheFirstTime(running.tollgate.ready());
        return running;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** The platform admin, signed in; the owner of the demo's tenant as well. */
    Visitor admin() {
      return admin;
    }

    Gateway gateway() {
      return new Gateway(tollgate.ready().gateway());
    }

    /** The same person at another browser, for tests that change it or that close it. */
    Visitor adminElsewhere() {
      return admin(visitor());
    }

    /** The same person at a browser that runs no script. */
    Visitor adminWithoutScript() {
      return admin(patient(chromium.visitorWithoutScript(tollgate.ready().portal())));
    }

    private Visitor admin(Visitor visitor) {
      new Account(visitor).signIn(tollgate.ready().admin());
      return visitor;
    }

    /** All that was logged so far. */
    String logs() {
      try (var files = Files.list(directory.resolve("logs"))) {
        return files.map(Running::read).collect(Collectors.joining());
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

    /** Somebody whom the portal does not know yet. */
    Visitor visitor() {
      return visitor(tollgate.ready().portal());
    }

    /** Somebody at the portal of another installation. */
    Visitor visitor(URI portal) {
      return patient(chromium.visitor(portal));
    }

    private static Visitor patient(Visitor visitor) {
      visitor.page().setDefaultTimeout(PATIENCE);
      return visitor;
    }

    /** Somebody who has just signed up, which the portal allows an address twenty times. */
    Visitor signedUp(String name) {
      var visitor = visitor();
      new Account(visitor).signUp(name, address(name));
      return visitor;
    }

    static String address(String name) {
      return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
    }

    @Override
    public void close() throws IOException {
      admin.close();
      chromium.close();
      tollgate.close();
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
