package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Bedrock's errors: a message in the body, and what it is in a header. */
final class BedrockErrors {
  private BedrockErrors() {}

  /** What Bedrock sends with this status. */
  static Reply of(int status, OptionalInt retryAfter) {
    Reply reply =
        switch (status) {
          case 400, 422 -> reply(status, "ValidationException", "The request is not valid.");
          case 401 ->
              reply(
                  401,
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid.");
          case 403 ->
              reply(
                  403,
                  "AccessDeniedException",
                  "You don't have access to the model with the specified model ID.");
          case 404 ->
              reply(404, "ResourceNotFoundException", "This model version has reached its end.");
          case 413 -> reply(413, "RequestEntityTooLargeException", "The request is too large.");
          case 429 ->
              reply(
                  429, "ThrottlingException", "Too many tokens, please wait before trying again.");
          case 503, 529 ->
              reply(
                  503,
                  "ServiceUnavailableException",
                  "The service is temporarily unable to handle the request.");
          case 504 -> reply(408, "ModelTimeoutException", "The request took too long to process.");
          default ->
              reply(
                  status,
                  "InternalServerException",
                  "The system encountered an unexpected error during processing.");
        };
    retryAfter.ifPresent(seconds -> reply.headers().put("retry-after", Integer.toString(seconds)));
    return reply;
  }

  static RefusalException invalid(String message) {
    return refusal(400, "ValidationException", message);
  }

  static RefusalException refusal(int status, String type, String message) {
    return new RefusalException(reply(status, type, message));
  }

  /** The exception that ends a stream. */
  static Frame streamError() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":exception-type", "throttlingException");
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "exception");
    byte[] payload =
        Json.bytes(
            Json.object().put("message", "Too many tokens, please wait before trying again."));
    return new Frame(EventMessage.encode(headers, payload), 0);
  }

  private static Reply reply(int status, String type, String message) {
    Map<String, String> headers = headers("application/json");
    headers.put("x-amzn-errortype", type + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
    return Reply.free(status, headers, Json.bytes(Json.object().put("message", message)));
  }

  static Map<String, String> headers(String contentType) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", contentType);
    headers.put("x-amzn-requestid", Ids.next(""));
    return headers;
  }
}
