package io.tollgate.gateway.errors;

import io.tollgate.domain.subscription.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The longer sentences that clients read. */
final class Messages {

  private static final int LISTED = 50;

  private Messages() {}

  static String unknownModel(String model, List<String> available) {
    return "The model '%s' does not exist or is not available to you. ".formatted(model)
        + mayUse(available);
  }

  static String unknownApi(String basePath, List<String> available) {
    return "There is no API at '%s', or it is not available to you. ".formatted(basePath)
        + mayUse(available);
  }

  private static String mayUse(List<String> available) {
    if (available.isEmpty()) {
      return "This key may use no models yet";
    }
    var more = available.size() > LISTED ? ", …" : "";
    return "This key may use: "
        + String.join(", ", available.subList(0, Math.min(LISTED, available.size())))
        + more;
  }

  static String ambiguous(String model, List<String> paths) {
    return "Several of your subscriptions offer the model '%s'. Choose one by its path: %s"
        .formatted(model, String.join(", ", paths));
  }

  static String notSubscribed(String api, Subscription.@Nullable Status status, String where) {
    return switch (status) {
      case null -> "This needs a subscription to '%s'. Ask for one at %s".formatted(api, where);
      case PENDING ->
          "The subscription to '%s' is waiting for approval. See %s".formatted(api, where);
      case SUSPENDED -> "The subscription to '%s' is suspended. See %s".formatted(api, where);
      case APPROVED, REJECTED, CLOSED ->
          "There is no live subscription to '%s'. Ask for one at %s".formatted(api, where);
    };
  }
}
