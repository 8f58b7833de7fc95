package io.tollgate.network.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tollgate.domain.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service account of Google's, as its key file says: who it is, what it signs with, and where a
 * signature is exchanged for an access token.
 *
 * @param keyId tells the account's keys apart; null where the file names none
 */
public record ServiceAccount(
    String clientEmail, @Nullable String keyId, Secret privateKey, URI tokenUri) {

  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final Duration LIFETIME = Duration.ofMinutes(30);

  /** Whether a secret is a key file, and not what is sent as it is. */
  public static boolean isOne(Secret secret) {
    return secret.reveal().stripLeading().startsWith("{");
  }

  /** Reads a key file; throws {@link UnusableKeyFile}, which names what is wrong with it. */
  public static ServiceAccount parse(Secret keyFile) {
    Map<String, Object> file = fields(keyFile.reveal());
    if (!"service_account".equals(file.get("type"))) {
      throw new UnusableKeyFile("type", "must be service_account");
    }
    String keyId = file.get("private_key_id") instanceof String id && !id.isBlank() ? id : null;
    var account =
        new ServiceAccount(
            text(file, "client_email"),
            keyId,
            Secret.of(text(file, "private_key")),
            tokenUri(text(file, "token_uri")));
    account.signingKey();
    return account;
  }

  private static Map<String, Object> fields(String json) {
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException malformed) {
      throw new UnusableKeyFile(null, "is no JSON object");
    }
  }

  private static String text(Map<String, Object> file, String name) {
    if (file.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new UnusableKeyFile(name, "is missing");
  }

  private static URI tokenUri(String text) {
    try {
      var uri = URI.create(text);
      var address = uri.getHost() != null && uri.getRawUserInfo() == null;
      if (address && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // As good as none.
    }
    throw new UnusableKeyFile("token_uri", "is no address");
  }

  /**
   * Throws {@link UnusableKeyFile} where tokens would travel in the open: only on this very machine
   * may an endpoint be without HTTPS, for a provider that is there as well.
   */
  public ServiceAccount usableAt(URI provider) {
    boolean here = isLoopback(provider.getHost()) && isLoopback(tokenUri.getHost());
    if (!here && !"https".equals(tokenUri.getScheme())) {
      throw new UnusableKeyFile("token_uri", "must begin with https://");
    }
    return this;
  }

  private static boolean isLoopback(@Nullable String host) {
    if (host == null || host.equalsIgnoreCase("localhost")) {
      return host != null;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /** Who asks for a token, for what and when, signed. */
  Secret assertion(Instant now) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(clientEmail)
            .audience(tokenUri.toString())
            .claim("scope", SCOPE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .build();
    var signed = new SignedJWT(header, claims);
    try {
      signed.sign(new RSASSASigner(signingKey()));
    } catch (JOSEException unusable) {
      throw new UnusableKeyFile("private_key", "cannot sign");
    }
    return Secret.of(signed.serialize());
  }

  private PrivateKey signingKey() {
    var body = privateKey.reveal().replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
      return KeyFactory.getInstance("RSA").generatePrivate(encoded);
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new UnusableKeyFile("private_key", "is no RSA key in PKCS #8");
    }
  }

  /** Tells keys apart for people, as the end of a secret does. */
  public String hint() {
    return keyId == null ? clientEmail : Secret.of(keyId).hint();
  }
}
