package io.tollgate.portal.adminapi;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.User;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.World;
import io.tollgate.portal.token.TokenDetails;
import io.tollgate.portal.token.TokenOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the admin API with an access token. */
final class Script {

  /** All that somebody who is no platform admin can be given. */
  static final Scope[] MEMBER = {Scope.READ, Scope.DEVELOP, Scope.ADMINISTER};

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final String token;

  Script(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** A script of a person, with a token of these scopes. */
  static Script of(PortalForTests portal, User person, Scope... scopes) {
    var viewer = new World(portal).viewer(person);
    var issued =
        PortalForTests.get(
            portal
                .bean(TokenOperations.class)
                .create(viewer, new TokenDetails("test", Set.of(scopes), 1)));
    return new Script(portal.url(), issued.secret().reveal());
  }

  record Reply(int status, HttpHeaders headers, String body) {

    JsonNode json() {
      return JSON.readTree(body);
    }

    String text(String field) {
      return json().path(field).asString();
    }

    /** The id of what the answer shows. */
    String id() {
      return text("id");
    }

    Reply expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + " but got " + status + ": " + body);
      }
      return this;
    }
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply post(String path) {
    return send("POST", path, "{}");
  }

  Reply post(String path, Map<String, ?> body) {
    return send("POST", path, JSON.writeValueAsString(body));
  }

  Reply put(String path, Map<String, ?> body) {
    return send("PUT", path, JSON.writeValueAsString(body));
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  /** Sends a body as it stands; the path is below the admin API's. */
  Reply send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + AdminApi.PATH + path))
            .timeout(Duration.ofMinutes(1))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(method + " " + path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
