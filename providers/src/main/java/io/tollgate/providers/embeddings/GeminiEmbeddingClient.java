package io.tollgate.providers.embeddings;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.json.ProtoNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's {@code embedContent} and {@code batchEmbedContents}. */
final class GeminiEmbeddingClient implements EmbeddingClient {
  @Override
  public EmbeddingRequest decode(ClientRequest request, Notes notes) {
    ObjectNode tree = request.body().tree();
    ProtoNames.toCamelCase(tree);
    JsonAt body = JsonAt.root(tree);
    if (request.endpoint() == Endpoint.EMBED_CONTENT) {
      One one = one(body, notes);
      return new EmbeddingRequest(List.of(one.text), "content", one.dimensions, one.purpose);
    }
    List<One> all = new ArrayList<>();
    for (JsonAt item : body.get("requests").itemsOrOne()) {
      One one = one(item, notes);
      if (!all.isEmpty() && !one.wants(all.getFirst())) {
        throw item.invalid(
            "'" + item.path() + "' asks for other settings than the first request does");
      }
      all.add(one);
    }
    if (all.isEmpty()) {
      throw body.get("requests").mismatch("a list of requests");
    }
    One first = all.getFirst();
    return new EmbeddingRequest(
        all.stream().map(One::text).toList(), "requests", first.dimensions, first.purpose);
  }

  private record One(String text, @Nullable Integer dimensions, @Nullable Purpose purpose) {
    boolean wants(One other) {
      return Objects.equals(dimensions, other.dimensions) && purpose == other.purpose;
    }
  }

  private static One one(JsonAt request, Notes notes) {
    if (request.has("title")) {
      notes.dropped("title");
    }
    return new One(text(request.get("content")), dimensions(request), purpose(request, notes));
  }

  private static String text(JsonAt content) {
    List<String> texts = new ArrayList<>();
    for (JsonAt part : content.get("parts").itemsOrOne()) {
      texts.add(part.get("text").string());
    }
    if (texts.isEmpty()) {
      throw content.get("parts").mismatch("a list of text parts");
    }
    return String.join("\n", texts);
  }

  private static @Nullable Integer dimensions(JsonAt request) {
    JsonAt dimensions = request.get("outputDimensionality");
    if (!dimensions.present()) {
      return null;
    }
    if (!dimensions.node().isIntegralNumber() || !dimensions.node().canConvertToInt()) {
      throw dimensions.mismatch("a whole number");
    }
    return dimensions.node().asInt();
  }

  private static @Nullable Purpose purpose(JsonAt request, Notes notes) {
    String type = request.get("taskType").optionalString();
    if (type == null || type.equals("TASK_TYPE_UNSPECIFIED")) {
      return null;
    }
    Purpose purpose = Purpose.read(type);
    if (purpose == null) {
      notes.dropped("taskType");
    }
    return purpose;
  }

  @Override
  public byte[] encode(Embeddings answer, ClientRequest request, String model) {
    List<Vector> vectors = answer.vectors();
    StringBuilder out = new StringBuilder(64 * 1024);
    if (request.endpoint() == Endpoint.EMBED_CONTENT) {
      out.append("{\"embedding\":{\"values\":").append(vectors.getFirst().json()).append("}}");
      return out.toString().getBytes(US_ASCII);
    }
    out.append("{\"embeddings\":[");
    for (Vector vector : vectors) {
      out.append("{\"values\":").append(vector.json()).append("},");
    }
    out.setLength(out.length() - 1);
    return out.append("]}").toString().getBytes(US_ASCII);
  }
}
