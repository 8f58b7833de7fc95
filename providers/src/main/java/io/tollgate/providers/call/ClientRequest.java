package io.tollgate.providers.call;

import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonOutline;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
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
      boolean eventStream,
      Instant received) {}

  private final Endpoint endpoint;
  private final String model;
  private final JsonOutline body;
  private final Facts facts;
  private final @Nullable Form form;
  private final Map<String, FetchedMedia> media;

  ClientRequest(
      Endpoint endpoint, String model, JsonOutline body, Facts facts, @Nullable Form form) {
    this(endpoint, model, body, facts, form, Map.of());
  }

  private ClientRequest(
      Endpoint endpoint,
      String model,
      JsonOutline body,
      Facts facts,
      @Nullable Form form,
      Map<String, FetchedMedia> media) {
    this.endpoint = endpoint;
    this.model = model;
    this.body = body;
    this.facts = facts;
    this.form = form;
    this.media = media;
  }

  /** The same request, with what lies at addresses in it, by address. */
  public ClientRequest withMedia(Map<String, FetchedMedia> fetched) {
    return new ClientRequest(endpoint, model, body, facts, form, Map.copyOf(fetched));
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
            facts.eventStream,
            facts.received);
    return new ClientRequest(endpoint, model, body, capped, form, media);
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

  /** The original body and where its fields lie; of a form, its fields as an object. */
  public JsonOutline body() {
    return body;
  }

  /** What the client sent instead of JSON; null if it sent JSON. */
  public @Nullable Form form() {
    return form;
  }

  /** What was fetched for a target that takes no addresses; empty until one asks for it. */
  public Map<String, FetchedMedia> media() {
    return media;
  }

  /** The field that holds this very text, for an error that is about it; null if none does. */
  public @Nullable String fieldOf(String text) {
    return Json.pathOf(text, Json.read(body.bytes()));
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

  public Instant received() {
    return facts.received;
  }

  /**
   * Where ids come from that a provider does not give: different for every request, and yet the
   * same for every reading of one.
   */
  public String seed() {
    long hash = Arrays.hashCode(body.bytes()) * 0x9E3779B97F4A7C15L + facts.received.toEpochMilli();
    return Long.toUnsignedString(hash * 0xBF58476D1CE4E5B9L, 36);
  }

  @Override
  public String toString() {
    return "ClientRequest[" + endpoint + ", " + model + ", " + inputBytes() + " bytes]";
  }
}
