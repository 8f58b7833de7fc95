package io.tollgate.standalone;

import static io.tollgate.domain.model.Model.Capability.CHAT;
import static io.tollgate.domain.model.Model.Capability.EMBEDDINGS;
import static io.tollgate.domain.model.Model.Capability.JSON_SCHEMA;
import static io.tollgate.domain.model.Model.Capability.REASONING;
import static io.tollgate.domain.model.Model.Capability.TOOLS;
import static io.tollgate.domain.model.Model.Capability.VISION;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor whose key may stand in the environment, with the models that are registered for it.
 * Prices are the vendor's public list prices in nano-dollars per million tokens, for an admin to
 * check: an installation pays what its own contract says.
 */
@SuppressWarnings("ImmutableEnumChecker") // Records and lists of List.of, which nobody can change.
enum KnownVendor {
  OPENAI(
      "OPENAI_API_KEY",
      Vendors.OPENAI,
      List.of(
          new KnownModel(
              "gpt-5", 400_000, 128_000, dollars(1.25), dollars(10), dollars(0.125), null, all()),
          new KnownModel(
              "gpt-5-mini",
              400_000,
              128_000,
              dollars(0.25),
              dollars(2),
              dollars(0.025),
              null,
              all()),
          new KnownModel(
              "text-embedding-3-small",
              8_191,
              null,
              dollars(0.02),
              0,
              null,
              null,
              Set.of(EMBEDDINGS)))),
  ANTHROPIC(
      "ANTHROPIC_API_KEY",
      Vendors.ANTHROPIC,
      List.of(
          new KnownModel(
              "claude-sonnet-4-5",
              200_000,
              64_000,
              dollars(3),
              dollars(15),
              dollars(0.30),
              dollars(3.75),
              all()),
          new KnownModel(
              "claude-haiku-4-5",
              200_000,
              64_000,
              dollars(1),
              dollars(5),
              dollars(0.10),
              dollars(1.25),
              all()))),
  GEMINI(
      "GEMINI_API_KEY",
      Vendors.GEMINI,
      List.of(
          new KnownModel(
              "gemini-2.5-flash",
              1_048_576,
              65_536,
              dollars(0.30),
              dollars(2.50),
              dollars(0.03),
              null,
              all()),
          new KnownModel(
              "gemini-2.5-pro",
              1_048_576,
              65_536,
              dollars(1.25),
              dollars(10),
              dollars(0.125),
              null,
              all())));

  /** A model as its vendor describes it. */
  record KnownModel(
      String name,
      int contextWindow,
      @Nullable Integer maxOutput,
      long input,
      long output,
      @Nullable Long cacheRead,
      @Nullable Long cacheWrite,
      Set<Capability> capabilities) {

    /** What stays in the cache for an hour costs twice the input, where writing costs at all. */
    @Nullable Long cacheWriteHour() {
      return cacheWrite == null ? null : Long.valueOf(2 * input);
    }
  }

  private final String variable;
  private final Vendor vendor;
  private final List<KnownModel> models;

  KnownVendor(String variable, Vendor vendor, List<KnownModel> models) {
    this.variable = variable;
    this.vendor = vendor;
    this.models = models;
  }

  /** The environment variable that holds the key. */
  String variable() {
    return variable;
  }

  Vendor vendor() {
    return vendor;
  }

  List<KnownModel> models() {
    return models;
  }

  private static long dollars(double perMillion) {
    return Math.round(perMillion * 1_000_000_000L);
  }

  private static Set<Capability> all() {
    return Set.of(CHAT, VISION, TOOLS, JSON_SCHEMA, REASONING);
  }
}
