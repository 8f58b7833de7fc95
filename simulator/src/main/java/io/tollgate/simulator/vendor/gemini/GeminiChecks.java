package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.vendor.RefusalException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Google refuses with 400: unknown names, wrong roles, missing thought signatures. */
final class GeminiChecks {
  private static final Set<String> FIELDS =
      Set.of(
          "contents",
          "systemInstruction",
          "tools",
          "toolConfig",
          "safetySettings",
          "generationConfig",
          "cachedContent",
          "labels",
          "serviceTier",
          "model",
          "store");
  private static final Set<String> CONFIGURATION =
      Set.of(
          "temperature",
          "topP",
          "topK",
          "candidateCount",
          "maxOutputTokens",
          "stopSequences",
          "responseMimeType",
          "responseSchema",
          "responseJsonSchema",
          "presencePenalty",
          "frequencyPenalty",
          "seed",
          "responseLogprobs",
          "logprobs",
          "responseModalities",
          "thinkingConfig",
          "mediaResolution",
          "speechConfig",
          "imageConfig",
          "enableEnhancedCivicAnswers",
          "routingConfig",
          "modelSelectionConfig",
          "audioTimestamp",
          "responseFormat");
  private static final Set<String> ROLES = Set.of("user", "model", "function");

  private GeminiChecks() {}

  static void check(String model, JsonNode body) {
    known(body, FIELDS, "");
    known(body.path("generationConfig"), CONFIGURATION, " at 'generation_config'");
    if (body.path("contents").isEmpty()) {
      throw GeminiErrors.invalid("* GenerateContentRequest.contents: contents is not specified\n");
    }
    for (JsonNode content : body.path("contents")) {
      if (content.has("role") && !ROLES.contains(content.path("role").asString(""))) {
        throw GeminiErrors.invalid("Please use a valid role: user, model.");
      }
      responsesAreObjects(content);
    }
    for (JsonNode group : body.path("tools")) {
      for (JsonNode declaration : group.path("functionDeclarations")) {
        noKeywords(declaration.path("parameters"));
      }
    }
    if (model.startsWith("gemini-3")) {
      signed(body.path("contents"));
    }
  }

  private static void known(JsonNode object, Set<String> names, String where) {
    for (String name : object.propertyNames()) {
      if (!names.contains(name)) {
        throw unknownName(name, where);
      }
    }
  }

  private static void responsesAreObjects(JsonNode content) {
    for (JsonNode part : content.path("parts")) {
      JsonNode response = part.path("functionResponse").path("response");
      if (part.has("functionResponse") && !response.isObject()) {
        throw GeminiErrors.invalid(
            "Invalid value at 'contents[].parts[].function_response.response' (type.googleapis.com/google.protobuf.Struct), "
                + response);
      }
    }
  }

  /** The schema subset has no keywords such as {@code $schema} or {@code $ref}. */
  private static void noKeywords(JsonNode schema) {
    for (String name : schema.propertyNames()) {
      if (name.startsWith("$")) {
        throw unknownName(name, " at 'tools[].function_declarations[].parameters'");
      }
    }
    schema.forEach(GeminiChecks::noKeywords);
  }

  /** Gemini 3 wants the signature of the first call of each model turn back. */
  private static void signed(JsonNode contents) {
    for (JsonNode content : contents) {
      for (JsonNode part : content.path("parts")) {
        if (part.has("functionCall")) {
          if (!part.has("thoughtSignature")) {
            throw GeminiErrors.invalid(
                "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance.");
          }
          break;
        }
      }
    }
  }

  private static RefusalException unknownName(String name, String where) {
    return GeminiErrors.invalid(
        "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
            .formatted(name, where));
  }
}
