package io.tollgate.providers.vendor;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import java.util.List;
import java.util.Map;

/** Vendors that do one thing other than talk: embed, rank, speak, listen or draw. */
final class SpecialistVendors {
  /** Takes {@code encoding_format} only as base64, and knows no {@code user}. */
  private static final Vendor VOYAGE =
      new Vendor(
          "voyage",
          "Voyage AI",
          WireFormat.OPENAI,
          "https://api.voyageai.com/v1",
          AuthStyle.BEARER,
          "authorization",
          Quirks.COMPATIBLE
              .without("encoding_format", "user")
              .withRenamed(
                  Map.of(
                      "dimensions",
                      "output_dimension",
                      "top_n",
                      "top_k",
                      "taskType",
                      "input_type")));

  private static final Vendor JINA =
      new Vendor(
          "jina",
          "Jina AI",
          WireFormat.OPENAI,
          "https://api.jina.ai/v1",
          AuthStyle.BEARER,
          "authorization",
          Quirks.COMPATIBLE
              .without("user")
              .withRenamed(Map.of("encoding_format", "embedding_type", "taskType", "task")));

  private static final Vendor ELEVENLABS =
      new Vendor(
          "elevenlabs",
          "ElevenLabs",
          WireFormat.ELEVENLABS,
          "https://api.elevenlabs.io/v1",
          AuthStyle.HEADER,
          "xi-api-key",
          Quirks.NONE);

  private static final Vendor DEEPGRAM =
      new Vendor(
          "deepgram",
          "Deepgram",
          WireFormat.DEEPGRAM,
          "https://api.deepgram.com/v1",
          AuthStyle.HEADER,
          "authorization",
          Quirks.NONE);

  private static final Vendor STABILITY =
      new Vendor(
          "stability",
          "Stability AI",
          WireFormat.STABILITY,
          "https://api.stability.ai/v2beta",
          AuthStyle.BEARER,
          "authorization",
          Quirks.NONE);

  static final List<Vendor> ALL = List.of(VOYAGE, JINA, ELEVENLABS, DEEPGRAM, STABILITY);

  private SpecialistVendors() {}
}
