package io.tollgate.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without a script: it keeps cookies, follows redirects only when asked, and sends the
 * forms of the page it is on with their hidden fields.
 */
public final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

  private final String site;
  private final Map<String, String> headers;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(30)).build();

  public Browser(String site) {
    this(site, Map.of());
  }

  /** A browser behind something that adds headers to each of its requests. */
  Browser(String site, Map<String, String> headers) {
    this.site = site;
    this.headers = headers;
  }

  /** An answer: its status, where it leads, and its text. */
  public record Page(int status, String location, String body, Map<String, String> headers) {

    public boolean shows(String text) {
      return body.contains(text);
    }

    public String csrf() {
      var found = CSRF.matcher(body);
      if (!found.find()) {
        throw new IllegalStateException("no form with a token on this page:\n" + body);
      }
      return found.group(1);
    }
  }

  public Page get(String path) {
    return send(HttpRequest.newBuilder(URI.create(site + path)).GET());
  }

  /** Sends a form of the page at a path, as its button would. */
  public Page submit(String pageWithForm, String action, Map<String, String> fields) {
    return post(action, get(pageWithForm).csrf(), fields);
  }

  /** Sends a form with a token, or without one when it is null. */
  public Page post(String path, String csrf, Map<String, String> fields) {
    return send(form(path, csrf, fields));
  }

  private HttpRequest.Builder form(String path, String csrf, Map<String, String> fields) {
    var form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    var body = csrf == null ? form : form + (form.isEmpty() ? "" : "&") + "_csrf=" + encode(csrf);
    return HttpRequest.newBuilder(URI.create(site + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends a form and leaves as soon as the answer begins. */
  public void abandon(String path, String csrf, Map<String, String> fields) {
    try (var answer =
        client.send(form(path, csrf, fields).build(), BodyHandlers.ofInputStream()).body()) {
      if (answer.read() < 0) {
        throw new IllegalStateException("the answer was over before it could be left");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** What any site answers to somebody without cookies. */
  static Page anywhere(String url) {
    return new Browser("").get(url);
  }

  public CookieManager cookies() {
    return cookies;
  }

  private Page send(HttpRequest.Builder request) {
    headers.forEach(request::header);
    try {
      var response =
          client.send(
              request
                  .timeout(Duration.ofMinutes(1))
                  .header("Accept", "text/html,*/*;q=0.8")
                  .build(),
              BodyHandlers.ofString());
      var answered =
          response.headers().map().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
      return new Page(
          response.statusCode(),
          response.headers().firstValue("Location").orElse(""),
          response.body(),
          answered);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
