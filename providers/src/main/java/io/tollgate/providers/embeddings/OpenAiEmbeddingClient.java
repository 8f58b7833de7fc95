package io.tollgate.providers.embeddings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.json.JsonOutline;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/embeddings} as OpenAI's clients speak it. */
final class OpenAiEmbeddingClient implements EmbeddingClient {
  private static final byte[] NEXT = {','};

  @Override
  public EmbeddingRequest decode(ClientRequest request, Notes notes) {
    JsonAt body = JsonAt.root(request.body().tree());
    for (JsonAt field : body.fields()) {
      switch (field.path()) {
        case "model", "input", "encoding_format", "dimensions", "input_type", "task" -> {}
        default -> notes.dropped(field.path());
      }
    }
    wantsBase64(request.body());
    return new EmbeddingRequest(
        texts(body.get("input")), "input", dimensions(request.body()), purpose(body, notes));
  }

  /** Whether vectors are to be packed. Only two forms exist on this endpoint. */
  static boolean wantsBase64(JsonOutline body) {
    String format = body.string("encoding_format");
    if (format == null || format.equals("float")) {
      return false;
    }
    if (format.equals("base64")) {
      return true;
    }
    throw body.mismatch("encoding_format", "'float' or 'base64'");
  }

  private static List<String> texts(JsonAt input) {
    if (input.isString()) {
      return List.of(input.string());
    }
    List<String> texts = new ArrayList<>();
    for (JsonAt item : input.items()) {
      if (item.node().isNumber() || item.node().isArray()) {
        throw input.invalid(
            "'input' holds tokens; the model's provider takes only text, so send text instead");
      }
      texts.add(item.string());
    }
    if (texts.isEmpty()) {
      throw input.mismatch("a text or a list of texts");
    }
    return texts;
  }

  private static @Nullable Integer dimensions(JsonOutline body) {
    if (!body.has("dimensions")) {
      return null;
    }
    long dimensions = body.count("dimensions").orElseThrow();
    if (dimensions > Integer.MAX_VALUE) {
      throw body.mismatch("dimensions", "a smaller number");
    }
    return (int) dimensions;
  }

  /** Not OpenAI's own, but many servers behind its format take one of these. */
  private static @Nullable Purpose purpose(JsonAt body, Notes notes) {
    for (String field : List.of("input_type", "task")) {
      String word = body.get(field).optionalString();
      if (word != null) {
        Purpose purpose = Purpose.read(word);
        if (purpose == null) {
          notes.dropped(field);
        }
        return purpose;
      }
    }
    return null;
  }

  @Override
  public byte[] encode(Embeddings answer, ClientRequest request, String model) {
    boolean base64 = wantsBase64(request.body());
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    out.writeBytes("{\"object\":\"list\",\"data\":[".getBytes(UTF_8));
    int index = 0;
    for (Vector vector : answer.vectors()) {
      if (index > 0) {
        out.writeBytes(NEXT);
      }
      String value = base64 ? '"' + vector.base64() + '"' : vector.json();
      out.writeBytes(
          ("{\"object\":\"embedding\",\"index\":" + index++ + ",\"embedding\":").getBytes(UTF_8));
      out.writeBytes(value.getBytes(ISO_8859_1));
      out.write('}');
    }
    out.writeBytes("],\"model\":".getBytes(UTF_8));
    out.writeBytes(Json.quoted(model));
    long tokens = answer.usage().usage().totalInput();
    out.writeBytes(
        (",\"usage\":{\"prompt_tokens\":" + tokens + ",\"total_tokens\":" + tokens + "}}")
            .getBytes(UTF_8));
    return out.toByteArray();
  }
}
