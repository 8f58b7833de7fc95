package io.tollgate.providers.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole answer in the client's protocol, with what the gateway wants to know about it. */
public final class ClientReply implements Answer {
  private final int status;
  private final List<Header> headers;
  private final byte[] body;
  private final UsageReport usage;
  private final @Nullable String responseModel;
  private final @Nullable FinishReason finishReason;
  private final List<String> dropped;

  public ClientReply(
      int status,
      List<Header> headers,
      byte[] body,
      UsageReport usage,
      @Nullable String responseModel,
      @Nullable FinishReason finishReason) {
    this(status, headers, body, usage, responseModel, finishReason, List.of());
  }

  public ClientReply(
      int status,
      List<Header> headers,
      byte[] body,
      UsageReport usage,
      @Nullable String responseModel,
      @Nullable FinishReason finishReason,
      List<String> dropped) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.usage = usage;
    this.responseModel = responseModel;
    this.finishReason = finishReason;
    this.dropped = List.copyOf(dropped);
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  public UsageReport usage() {
    return usage;
  }

  /** The model that the provider says it used. */
  public @Nullable String responseModel() {
    return responseModel;
  }

  public @Nullable FinishReason finishReason() {
    return finishReason;
  }

  /** What of the provider's answer the client's protocol has no place for. */
  public List<String> dropped() {
    return dropped;
  }

  @Override
  public String toString() {
    return "ClientReply[" + status + ", " + body.length + " bytes]";
  }
}
