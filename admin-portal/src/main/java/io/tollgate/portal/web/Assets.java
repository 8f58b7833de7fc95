package io.tollgate.portal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Names each static file by its content, so that browsers may keep it for ever. */
@Component
class Assets {

  private static final String ROOT = "portal/static/";

  private final Map<String, String> versions;

  Assets(ResourcePatternResolver resources) {
    this.versions = versions(resources);
  }

  /** The URL with the version of what it names, or the URL itself when it names no asset. */
  String versioned(String url) {
    var version = versions.get(url);
    return version == null ? url : url + "?v=" + version;
  }

  private static Map<String, String> versions(ResourcePatternResolver resources) {
    try {
      var found = new HashMap<String, String>();
      for (var resource : resources.getResources("classpath:" + ROOT + "**/*.*")) {
        var location = resource.getURL().toString();
        var path = location.substring(location.lastIndexOf(ROOT) + ROOT.length());
        found.put("/assets/" + path, version(resource.getContentAsByteArray()));
      }
      // A font names its version itself, and the style sheet that loads it knows no other name.
      found.keySet().removeIf(path -> path.startsWith("/assets/fonts/"));
      return Map.copyOf(found);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String version(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }
}
