package io.tollgate.providers.wire.responses;

import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.wire.openai.Logprobs;
import io.tollgate.providers.wire.responses.GrowingItem.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Makes items of the parts of a whole answer, the same that a stream of it has. */
final class OutputItems {
  private final ResponseObject objects;
  private final List<GrowingItem> items = new ArrayList<>();
  private int characters;

  private OutputItems(ResponseObject objects) {
    this.objects = objects;
  }

  /** Where the answer was cut off, it was within its last item. */
  static void write(List<Part> parts, boolean cutOff, ResponseObject objects, ArrayNode output) {
    OutputItems items = new OutputItems(objects);
    parts.forEach(items::add);
    int last = items.items.size() - 1;
    items.items.forEach(item -> output.add(item.done(cutOff && item.index() == last)));
  }

  private void add(Part part) {
    switch (part) {
      case Part.Text(String text) -> {
        open(Kind.TEXT).append(text);
        characters += text.codePointCount(0, text.length());
      }
      case Part.Cited cited -> open(Kind.TEXT).annotate(cited.citation());
      case Part.Scored(var tokens) -> {
        if (!items.isEmpty() && items.getLast().kind() == Kind.TEXT) {
          items.getLast().score(Logprobs.list(tokens));
        }
      }
      case Part.Refusal(String text) -> open(Kind.REFUSAL).append(text);
      case Part.Reasoning reasoning -> {
        GrowingItem item = begin(Kind.REASONING);
        item.append(reasoning.text());
        if (reasoning.signature() != null) {
          item.sign(reasoning.signature());
        }
      }
      case Part.ToolCall call -> {
        GrowingItem item = begin(Kind.CALL);
        item.call(new ToolCallStarted(0, 0, call.id(), call.name(), call.signature()));
        item.append(call.arguments());
      }
      case Part.Image image -> {
        if (image.media() instanceof Media.Inline inline) {
          begin(Kind.IMAGE).image(inline);
        }
      }
      case Part.Document ignored -> {}
      case Part.Audio ignored -> {}
      case Part.ToolResult ignored -> {}
      case Part.CacheMark ignored -> {}
    }
  }

  private GrowingItem open(Kind kind) {
    boolean goesOn = !items.isEmpty() && items.getLast().kind() == kind;
    return goesOn ? items.getLast() : begin(kind);
  }

  private GrowingItem begin(Kind kind) {
    GrowingItem item = new GrowingItem(kind, items.size(), characters, objects);
    items.add(item);
    return item;
  }
}
