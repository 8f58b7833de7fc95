package io.tollgate.providers.aws;

import io.tollgate.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An access key, kept as one secret: {@code <access key id>:<secret access key>[:<session token>]}.
 *
 * @param sessionToken for temporary keys only
 */
public record AwsKeys(String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken) {

  /** Reads the one secret; throws {@code IllegalArgumentException} when it is something else. */
  public static AwsKeys parse(Secret secret) {
    // Neither an id nor a key can hold a colon.
    String[] pieces = secret.reveal().split(":", 3);
    if (pieces.length < 2 || pieces[0].isEmpty() || pieces[1].isEmpty()) {
      throw new IllegalArgumentException(
          "The secret is no AWS key, which is <access key id>:<secret access key>[:<session token>]");
    }
    boolean temporary = pieces.length == 3 && !pieces[2].isEmpty();
    return new AwsKeys(pieces[0], Secret.of(pieces[1]), temporary ? Secret.of(pieces[2]) : null);
  }

  /** Whether a secret is an access key. */
  public static boolean isOne(Secret secret) {
    try {
      parse(secret);
      return true;
    } catch (IllegalArgumentException somethingElse) {
      return false;
    }
  }
}
