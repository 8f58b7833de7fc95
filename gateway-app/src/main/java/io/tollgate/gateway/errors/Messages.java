package io.tollgate.gateway.errors;

import io.tollgate.domain.subscription.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The longer sentences that clients read. */
final class Messages {

  private static final int LISTED = 50;

  private Messages() {}

  static String unknownModel(String model, List<String> available) {
    var start = "The model '%s' does not exist or is not available to you. ".formatted(model);
    if (available.isEmpty()) {
      return start + "This key may use no models yet";
    }
    var more = available.size() > LISTED ? ", …" : "";
    return start
        + "This key may use: "
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
