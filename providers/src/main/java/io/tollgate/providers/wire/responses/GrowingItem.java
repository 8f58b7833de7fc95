package io.tollgate.providers.wire.responses;

import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An item of a streamed response that is not finished yet. */
final class GrowingItem {
  /** Kinds of items, with the names of their events. */
  enum Kind {
    TEXT("response.output_text", "content_index", "text"),
    REFUSAL("response.refusal", "content_index", "refusal"),
    REASONING("response.reasoning_summary_text", "summary_index", "text"),
    CALL("response.function_call_arguments", "", "arguments");

    private final String events;
    private final String indexField;
    private final String textField;

    Kind(String events, String indexField, String textField) {
      this.events = events;
      this.indexField = indexField;
      this.textField = textField;
    }

    String deltaEvent() {
      return events + ".delta";
    }

    String doneEvent() {
      return events + ".done";
    }

    String addedEvent() {
      return (this == REASONING ? "response.reasoning_summary_part" : "response.content_part")
          + ".added";
    }

    String partDoneEvent() {
      return (this == REASONING ? "response.reasoning_summary_part" : "response.content_part")
          + ".done";
    }

    String indexField() {
      return indexField;
    }

    String textField() {
      return textField;
    }

    ObjectNode part(String text) {
      return switch (this) {
        case TEXT, CALL -> ResponseObject.textPart(text);
        case REFUSAL -> ResponseObject.refusalPart(text);
        case REASONING -> Json.object().put("type", "summary_text").put("text", text);
      };
    }
  }

  private final Kind kind;
  private final int index;
  private final ResponseObject objects;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Opaque signature;
  private @Nullable ToolCallStarted call;

  GrowingItem(Kind kind, int index, ResponseObject objects) {
    this.kind = kind;
    this.index = index;
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
    };
  }

  void append(String more) {
    text.append(more);
  }

  String text() {
    return text.toString();
  }

  boolean withoutText() {
    return text.isEmpty();
  }

  void sign(Opaque by) {
    signature = by;
  }

  void call(ToolCallStarted started) {
    call = started;
  }

  private Part part() {
    return switch (kind) {
      case TEXT -> new Part.Text(text());
      case REFUSAL -> new Part.Refusal(text());
      case REASONING -> new Part.Reasoning(text(), signature);
      case CALL -> {
        ToolCallStarted started = Objects.requireNonNull(call);
        yield new Part.ToolCall(started.id(), started.name(), text(), started.signature());
      }
    };
  }

  ObjectNode begun() {
    return Objects.requireNonNull(objects.item(part(), index, "in_progress"));
  }

  ObjectNode done() {
    return Objects.requireNonNull(objects.item(part(), index, "completed"));
  }
}
