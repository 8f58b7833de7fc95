package io.tollgate.providers.vendor;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every vendor known by name. A new one is a constant here, or a page of its own if it is odd. */
public final class Vendors {
  public static final Vendor OPENAI =
      new Vendor(
          "openai",
          "OpenAI",
          WireFormat.OPENAI,
          "https://api.openai.com/v1",
          AuthStyle.BEARER,
          "authorization",
          Quirks.NONE);

  public static final Vendor ANTHROPIC =
      new Vendor(
          "anthropic",
          "Anthropic",
          WireFormat.ANTHROPIC,
          "https://api.anthropic.com",
          AuthStyle.HEADER,
          "x-api-key",
          Quirks.NONE);

  public static final Vendor GEMINI =
      new Vendor(
          "gemini",
          "Google Gemini",
          WireFormat.GEMINI,
          "https://generativelanguage.googleapis.com/v1beta",
          AuthStyle.HEADER,
          "x-goog-api-key",
          Quirks.NONE);

  public static final Vendor COHERE =
      new Vendor(
          "cohere",
          "Cohere",
          WireFormat.COHERE,
          "https://api.cohere.com",
          AuthStyle.BEARER,
          "authorization",
          Quirks.NONE);

  /** Own servers usually take no key; the hosted ones take one as a bearer. */
  public static final Vendor OLLAMA =
      new Vendor(
          "ollama",
          "Ollama",
          WireFormat.OLLAMA,
          "http://localhost:11434",
          AuthStyle.BEARER,
          "authorization",
          Quirks.NONE);

  /** Signed by an access key; an API key of Bedrock's is sent as a bearer token instead. */
  public static final Vendor BEDROCK =
      new Vendor(
          "bedrock",
          "Amazon Bedrock",
          WireFormat.BEDROCK,
          "https://bedrock-runtime.{region}.amazonaws.com",
          AuthStyle.SIGV4,
          "authorization",
          Quirks.NONE);

  private static final List<Vendor> ALL =
      Stream.of(
              List.of(OPENAI, ANTHROPIC, GEMINI, BEDROCK, COHERE, OLLAMA),
              CompatibleVendors.ALL,
              SpecialistVendors.ALL)
          .flatMap(List::stream)
          .toList();

  private Vendors() {}

  public static List<Vendor> all() {
    return ALL;
  }

  public static Optional<Vendor> find(String id) {
    return ALL.stream().filter(vendor -> vendor.id().equals(id)).findFirst();
  }

  /** A provider's vendor: the one of that name that speaks the format, or else a declared one. */
  public static Vendor of(String id, WireFormat format, Map<String, String> settings) {
    return find(id)
        .filter(vendor -> vendor.format() == format)
        .orElseGet(() -> Vendor.declared(format, settings));
  }
}
