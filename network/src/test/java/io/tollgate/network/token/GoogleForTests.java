package io.tollgate.network.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A token endpoint that checks signatures, and a Vertex AI beside it that takes its tokens only.
 */
public final class GoogleForTests implements AutoCloseable {

  public static final String ANSWER =
      "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},"
          + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":3,"
          + "\"candidatesTokenCount\":2,\"totalTokenCount\":5},\"modelVersion\":\"gemini-test\"}";

  private static final String EMAIL = "gateway@project.iam.gserviceaccount.com";

  private final KeyPair keys = keyPair();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final DisposableServer server;
  private volatile int refusedBefore;
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile Duration thinking = Duration.ZERO;

  private GoogleForTests() {
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .route(routes ->
                routes
                    .post("/token", this::token)
                    .post("/v1/{publisher}/google/models/{model}", this::generate))
            .bindNow();
  }

  public static GoogleForTests start() {
    return new GoogleForTests();
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where models are called. */
  public URI models() {
    return URI.create(address() + "/v1/publishers/google");
  }

  private String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** The file of a key that is registered here. */
  public String keyFile() {
    return keyFile(keys);
  }

  /** The file of a key that nobody knows here. */
  public String strangersKeyFile() {
    return keyFile(keyPair());
  }

  private String keyFile(KeyPair pair) {
    var body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    return """
    {
      "type": "service_account",
      "project_id": "project",
      "private_key_id": "0123456789abcdef",
      "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
      "client_email": "%s",
      "token_uri": "%s/token"
    }
    """
        .formatted(body.replace("\r\n", "\\n"), EMAIL, address());
  }

  public int issued() {
    return issued.get();
  }

  public int answered() {
    return answered.get();
  }

  /** No token that was handed out so far is taken any more. */
  public void revokeAll() {
    refusedBefore = issued.get() + 1;
  }

  /** No token is taken, whenever it is handed out. */
  void refuseAll() {
    refusedBefore = Integer.MAX_VALUE;
  }

  void issueFor(Duration time) {
    lifetime = time;
  }

  /** Takes this long over each token. */
  void thinkFor(Duration time) {
    thinking = time;
  }

  private Publisher<Void> token(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asString()
        .delayElement(thinking)
        .flatMap(form -> {
          var fault = fault(form);
          response.header("content-type", "application/json");
          return fault.isEmpty()
              ? response.sendString(Mono.just(fresh())).then()
              : response
                  .status(400)
                  .sendString(
                      Mono.just(
                          "{\"error\":\"invalid_grant\",\"error_description\":\"" + fault + "\"}"))
                  .then();
        });
  }

  private String fresh() {
    return "{\"access_token\":\"ya29.%d\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
        .formatted(issued.incrementAndGet(), lifetime.toSeconds());
  }

  /** What Google would say about a request; empty when it is good. */
  private String fault(String form) {
    Map<String, String> fields =
        Arrays.stream(form.split("&", -1))
            .map(field -> field.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    if (!"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(fields.get("grant_type"))) {
      return "Unsupported grant";
    }
    try {
      var signed = SignedJWT.parse(fields.get("assertion"));
      var claims = signed.getJWTClaimsSet();
      boolean good =
          signed.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()))
              && "0123456789abcdef".equals(signed.getHeader().getKeyID())
              && EMAIL.equals(claims.getIssuer())
              && claims.getAudience().contains(address() + "/token")
              && "https://www.googleapis.com/auth/cloud-platform".equals(claims.getClaim("scope"))
              && claims.getExpirationTime().after(claims.getIssueTime());
      return good ? "" : "Invalid JWT Signature.";
    } catch (ParseException | JOSEException malformed) {
      return "Invalid JWT";
    }
  }

  private Publisher<Void> generate(HttpServerRequest request, HttpServerResponse response) {
    var shown = String.valueOf(request.requestHeaders().get("authorization"));
    boolean known =
        shown.startsWith("Bearer ya29.")
            && Integer.parseInt(shown.substring("Bearer ya29.".length())) >= refusedBefore;
    response.header("content-type", "application/json");
    if (!known) {
      return response
          .status(401)
          .sendString(Mono.just("{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}"));
    }
    answered.incrementAndGet();
    return request.receive().then().thenMany(response.sendString(Mono.just(ANSWER)));
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
