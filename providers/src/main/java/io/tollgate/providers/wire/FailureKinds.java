package io.tollgate.providers.wire;

import io.tollgate.providers.call.UpstreamFailure.Kind;
import java.util.regex.Pattern;

/** What a failure means: its status decides first, and its words refine that. */
final class FailureKinds {
  private static final Pattern CONTEXT =
      Pattern.compile(
          "context.{0,20}(length|window)|(maximum|exceed) context|too many tokens|prompt is too long"
              + "|input is too long|input token count|exceeds? the (maximum|model)|tokens? exceed"
              + "|reduce the length|context_length_exceeded|exceeds the available context"
              + "|too_many_tokens|maximum prompt length|range of input length"
              + "|inputs. (tokens .{0,30} must be <=|must have less than)");
  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|credit balance|billing_error|purchase credits");
  private static final Pattern BAD_KEY =
      Pattern.compile("api_key_invalid|incorrect api key|invalid api key|api key not valid");
  private static final Pattern FILTERED =
      Pattern.compile("content_filter|responsibleaipolicyviolation|content management policy");

  private FailureKinds() {}

  /**
   * The kind of one failure.
   *
   * @param words its code and its message, in lower case
   */
  static Kind of(int status, String words) {
    return switch (status) {
      case 400, 422 -> refusal(words);
      case 401 -> Kind.AUTHENTICATION;
      case 402 -> Kind.QUOTA_EXHAUSTED;
      case 403 -> Kind.PERMISSION;
      case 404 -> Kind.NOT_FOUND;
      case 408, 499, 504 -> Kind.TIMEOUT;
      case 413 -> tooLarge(words);
      case 429 -> find(QUOTA, words) ? Kind.QUOTA_EXHAUSTED : limited(words);
      // Cohere's word for a prompt or an answer with words on its list.
      case 498 -> Kind.CONTENT_FILTERED;
      // The model itself failed.
      case 424 -> serverFault(words);
      case 503, 529 -> Kind.OVERLOADED;
      default -> status >= 500 || status < 400 ? serverFault(words) : Kind.BAD_REQUEST;
    };
  }

  private static Kind refusal(String words) {
    if (find(CONTEXT, words)) {
      return Kind.CONTEXT_LENGTH;
    }
    if (find(BAD_KEY, words)) {
      return Kind.AUTHENTICATION;
    }
    if (words.contains("model_not_found") || words.contains("invalid_model")) {
      return Kind.NOT_FOUND;
    }
    if (find(QUOTA, words)) {
      return Kind.QUOTA_EXHAUSTED;
    }
    return find(FILTERED, words) ? Kind.CONTENT_FILTERED : Kind.BAD_REQUEST;
  }

  /**
   * Anthropic refuses a body that is too large in words like those about a context; Groq so refuses
   * what is more than an account may use in a minute, which another provider may well take.
   */
  private static Kind tooLarge(String words) {
    if (words.contains("tokens per min")) {
      return Kind.RATE_LIMITED;
    }
    return find(CONTEXT, words) && !words.contains("request_too_large")
        ? Kind.CONTEXT_LENGTH
        : Kind.TOO_LARGE;
  }

  private static Kind limited(String words) {
    return find(CONTEXT, words) && !words.contains("rate limit")
        ? Kind.CONTEXT_LENGTH
        : Kind.RATE_LIMITED;
  }

  private static Kind serverFault(String words) {
    if (find(QUOTA, words)) {
      return Kind.QUOTA_EXHAUSTED;
    }
    return words.contains("overloaded") ? Kind.OVERLOADED : Kind.SERVER;
  }

  private static boolean find(Pattern pattern, String words) {
    return pattern.matcher(words).find();
  }
}
