package io.tollgate.acceptance;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a started Tollgate printed, read back. */
public record ReadyBlock(String text) {

  public URI gateway() {
    return URI.create(field("gateway").orElseThrow());
  }

  public URI portal() {
    return URI.create(field("portal").orElseThrow());
  }

  public String admin() {
    return field("admin").orElseThrow();
  }

  public String password() {
    return field("password").orElseThrow();
  }

  public Optional<String> demoKey() {
    return field("demo key");
  }

  String tryIt() {
    return field("try").orElseThrow();
  }

  private Optional<String> field(String name) {
    var line = Pattern.compile("^  " + name + " +(.*)$", Pattern.MULTILINE).matcher(text);
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
