package io.tollgate.providers.call;

import io.tollgate.providers.json.JsonOutline;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked: its original bytes and the few fields that the gateway itself needs. Made by
 * the request parser; a translator starts from it for every attempt.
 */
public final class ClientRequest {
  /** The fields that are not the body itself. */
  record Facts(
      boolean stream,
      boolean usageAsked,
      OptionalLong outputCap,
      boolean capLowered,
      int choices,
      @Nullable String apiVersion,
      @Nullable String betas,
      boolean eventStream) {}

  private final Endpoint endpoint;
  private final String model;
  private final JsonOutline body;
  private final Facts facts;

  ClientRequest(Endpoint endpoint, String model, JsonOutline body, Facts facts) {
    this.endpoint = endpoint;
    this.model = model;
    this.body = body;
    this.facts = facts;
  }

  /** The same request with a lower output cap, such as what is left of a budget. */
  public ClientRequest withOutputCap(long tokens) {
    Facts capped =
        new Facts(
            facts.stream,
            facts.usageAsked,
            OptionalLong.of(tokens),
            true,
            facts.choices,
            facts.apiVersion,
            facts.betas,
            facts.eventStream);
    return new ClientRequest(endpoint, model, body, capped);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public Protocol protocol() {
    return endpoint.protocol();
  }

  /** What the client asked for (OriginalModel). */
  public String model() {
    return model;
  }

  public boolean stream() {
    return facts.stream;
  }

  /** Whether the client wants to see usage in a stream. */
  public boolean usageAsked() {
    return facts.usageAsked;
  }

  /** The most tokens that may be generated per choice; empty when the client set no cap. */
  public OptionalLong outputCap() {
    return facts.outputCap;
  }

  /** Whether the gateway lowered the cap, so that it must be written into the body. */
  public boolean capLowered() {
    return facts.capLowered;
  }

  /** How many answers the client wants. */
  public int choices() {
    return facts.choices;
  }

  /** The original body and where its fields lie. */
  public JsonOutline body() {
    return body;
  }

  public int inputBytes() {
    return body.bytes().length;
  }

  /** Anthropic's {@code anthropic-version}. */
  public @Nullable String apiVersion() {
    return facts.apiVersion;
  }

  /** Anthropic's {@code anthropic-beta}, a list with commas. */
  public @Nullable String betas() {
    return facts.betas;
  }

  /** Whether a stream is framed as events; Gemini's default is one JSON array instead. */
  public boolean eventStream() {
    return facts.eventStream;
  }

  @Override
  public String toString() {
    return "ClientRequest[" + endpoint + ", " + model + ", " + inputBytes() + " bytes]";
  }
}
