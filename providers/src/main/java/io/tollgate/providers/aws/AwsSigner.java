package io.tollgate.providers.aws;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests by AWS Signature Version 4. A signature covers the body and the minute, so each
 * attempt is signed anew, as the last thing before it is sent.
 */
public final class AwsSigner {
  /** Bedrock's runtime and its agent runtime share one name for signatures. */
  private static final String SERVICE = "bedrock";

  private final Clock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  public AwsSigner(Clock clock) {
    this.clock = clock;
  }

  /**
   * Why requests to a target could not be authorised; empty where they can be. Nothing that Amazon
   * would charge for is sent without a key.
   */
  public static Optional<String> obstacle(Target target) {
    boolean signed = target.credential().style() == AuthStyle.SIGV4;
    if (!signed && target.format() != WireFormat.BEDROCK) {
      return Optional.empty();
    }
    Secret secret = target.credential().secret();
    if (secret == null) {
      return Optional.of("Amazon takes no requests without a key");
    }
    if (!signed) {
      return Optional.empty();
    }
    try {
      AwsKeys.parse(secret);
    } catch (IllegalArgumentException malformed) {
      return Optional.ofNullable(malformed.getMessage());
    }
    boolean somewhere = AwsRegion.find(target.setting("region"), target.baseUrl()).isPresent();
    return somewhere ? Optional.empty() : Optional.of("Requests are signed for a region: set one");
  }

  /** The request with its signature, or as it is where the target asks for none. */
  public UpstreamRequest sign(UpstreamRequest request, Target target) {
    if (target.credential().style() != AuthStyle.SIGV4) {
      return request;
    }
    Secret secret = target.credential().secret();
    if (secret == null || request.upload() != null) {
      throw new IllegalStateException("A request that cannot be signed is sent to no one");
    }
    byte[] body = request.body();
    SdkHttpRequest signed =
        signer
            .sign(sign ->
                sign.identity(identity(AwsKeys.parse(secret)))
                    .request(unsigned(request))
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, AwsRegion.of(target))
                    .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
            .request();
    return request.withHeaders(headers(request, signed));
  }

  /** Only what nobody on the way changes is signed: the host and the type of the body. */
  private static SdkHttpRequest unsigned(UpstreamRequest request) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.fromValue(request.method()))
        .uri(request.uri())
        .putHeader(Header.JSON.name(), Header.JSON.value())
        .build();
  }

  private static List<Header> headers(UpstreamRequest request, SdkHttpRequest signed) {
    List<Header> headers = new ArrayList<>(request.headers());
    signed.forEachHeader((name, values) -> {
      // The client writes its own host, which is the address that was signed.
      boolean known = name.equalsIgnoreCase("host") || name.equalsIgnoreCase("content-type");
      if (!known) {
        headers.add(new Header(name, values.getFirst()));
      }
    });
    return headers;
  }

  private static AwsCredentialsIdentity identity(AwsKeys keys) {
    String secret = keys.secretAccessKey().reveal();
    Secret token = keys.sessionToken();
    return token == null
        ? AwsCredentialsIdentity.create(keys.accessKeyId(), secret)
        : AwsSessionCredentialsIdentity.create(keys.accessKeyId(), secret, token.reveal());
  }
}
