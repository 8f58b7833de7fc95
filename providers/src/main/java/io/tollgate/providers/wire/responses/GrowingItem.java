package io.tollgate.providers.wire.responses;

import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An item of a response that is not finished yet. */
final class GrowingItem {
  /** Kinds of items, with the names of their events. */
  enum Kind {
    TEXT("response.output_text", "content_index", "text"),
    REFUSAL("response.refusal", "content_index", "refusal"),
    REASONING("response.reasoning_summary_text", "summary_index", "text"),
    CALL("response.function_call_arguments", "", "arguments"),
    IMAGE("response.image_generation_call", "", "result");

    private final String events;
    private final String indexField;
    private final String textField;

    Kind(String events, String indexField, String textField) {
      this.events = events;
      this.indexField = indexField;
      this.textField = textField;
    }

    /** One of its events, such as {@code delta} or {@code done}. */
    String event(String step) {
      return events + "." + step;
    }

    /** An event of the part that its text is in. */
    String partEvent(String step) {
      return (this == REASONING ? "response.reasoning_summary_part." : "response.content_part.")
          + step;
    }

    String indexField() {
      return indexField;
    }

    String textField() {
      return textField;
    }
  }

  private final Kind kind;
  private final int index;
  private final int charactersBefore;
  private final ResponseObject objects;
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode annotations = Json.array();
  private final ArrayNode logprobs = Json.array();
  private @Nullable Opaque signature;
  private @Nullable ToolCallStarted call;
  private Media.@Nullable Inline image;

  /**
   * Begins an item.
   *
   * @param charactersBefore how much text the items before it have
   */
  GrowingItem(Kind kind, int index, int charactersBefore, ResponseObject objects) {
    this.kind = kind;
    this.index = index;
    this.charactersBefore = charactersBefore;
    this.objects = objects;
  }

  Kind kind() {
    return kind;
  }

  int index() {
    return index;
  }

  String id() {
    return switch (kind) {
      case TEXT, REFUSAL -> objects.itemId("msg_", index);
      case REASONING -> objects.itemId("rs_", index);
      case CALL -> objects.itemId("fc_", index);
      case IMAGE -> objects.itemId("ig_", index);
    };
  }

  void append(String more) {
    text.append(more);
  }

  String text() {
    return text.toString();
  }

  boolean withoutPart() {
    return text.isEmpty() && annotations.isEmpty();
  }

  void sign(Opaque by) {
    signature = by;
  }

  void call(ToolCallStarted started) {
    call = started;
  }

  /** What a call calls. */
  String name() {
    return Objects.requireNonNull(call).name();
  }

  void image(Media.Inline produced) {
    image = produced;
  }

  /** Adds where its text comes from, with places within the item, both 0 where unknown. */
  ObjectNode annotate(Citation citation) {
    Citation.Span span = citation.span();
    int start = span == null ? 0 : Math.max(0, span.start() - charactersBefore);
    int end = span == null ? 0 : Math.max(0, span.end() - charactersBefore);
    ObjectNode annotation = Json.object().put("type", "url_citation").put("url", citation.url());
    annotation.put("title", citation.heading()).put("start_index", start).put("end_index", end);
    annotations.add(annotation);
    return annotation;
  }

  void score(ArrayNode tokens) {
    logprobs.addAll(tokens);
  }

  /** How likely its tokens were, as far as that is known. */
  ArrayNode logprobs() {
    return logprobs.deepCopy();
  }

  int annotations() {
    return annotations.size();
  }

  /** The part that its text is in, as it begins. */
  ObjectNode emptyPart() {
    return part("", Json.array(), Json.array());
  }

  /** The part that its text is in, as it is now. */
  ObjectNode part() {
    return part(text(), annotations.deepCopy(), logprobs());
  }

  private ObjectNode part(String said, ArrayNode sources, ArrayNode scores) {
    return switch (kind) {
      case TEXT, CALL, IMAGE -> ResponseObject.textPart(said, sources, scores);
      case REFUSAL -> ResponseObject.refusalPart(said);
      case REASONING -> Json.object().put("type", "summary_text").put("text", said);
    };
  }

  ObjectNode begun() {
    return item("in_progress");
  }

  /** As it ends, with the answer cut off within it or not. */
  ObjectNode done(boolean cutOff) {
    return item(cutOff ? "incomplete" : "completed");
  }

  private ObjectNode item(String status) {
    return switch (kind) {
      case TEXT, REFUSAL -> objects.message(id(), status, part());
      case REASONING -> objects.reasoning(id(), text(), signature);
      case CALL -> objects.call(id(), status, Objects.requireNonNull(call), text());
      case IMAGE -> objects.image(id(), status, Objects.requireNonNull(image));
    };
  }
}
