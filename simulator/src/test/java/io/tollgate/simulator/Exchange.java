package io.tollgate.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a simulator as the vendors' clients send them. */
final class Exchange {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  Exchange(URI base) {
    this.base = base;
  }

  HttpResponse<String> openAi(String path, String body, String... headers) {
    return send(post(path, body, headers).header("Authorization", "Bearer sk-test"));
  }

  HttpResponse<String> anthropic(String path, String body, String... headers) {
    return send(
        post(path, body, headers)
            .header("x-api-key", "sk-ant-test")
            .header("anthropic-version", "2023-06-01"));
  }

  HttpResponse<String> gemini(String path, String body, String... headers) {
    return send(post(path, body, headers).header("x-goog-api-key", "test"));
  }

  HttpRequest.Builder post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return MAPPER.readTree(response.body());
  }

  static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  /** The JSON of every {@code data:} line but {@code [DONE]}. */
  static List<JsonNode> events(String stream) {
    var events = new ArrayList<JsonNode>();
    for (String line : stream.lines().toList()) {
      if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
        events.add(MAPPER.readTree(line.substring(6)));
      }
    }
    return events;
  }
}
