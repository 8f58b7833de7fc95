package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Answers as a provider could give them, and what of them must survive any translation. */
public final class GeneratedAnswers {
  private static final String[] TEXTS = {
    "Hi", "ä😀", "\"quoted\" \\ \n\ttab", "data: x\n\n", "</s>", "\u2028", "[DONE]", " ", "\u0000"
  };

  private GeneratedAnswers() {}

  /** With parallel calls interleaved. */
  public static List<StreamEvent> answer(RandomGenerator random) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new Started("id-1", "model-1"));
    for (int i = random.nextInt(3); i > 0; i--) {
      events.add(new ReasoningDelta(0, text(random)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      events.add(new TextDelta(0, text(random)));
    }
    int tools = random.nextInt(4);
    for (int tool = 0; tool < tools; tool++) {
      events.add(new ToolCallStarted(0, tool, "call_" + tool, "f" + tool, null));
    }
    fragments(random, tools, events);
    for (int tool = 0; tool < tools; tool++) {
      events.add(new ToolCallEnded(0, tool));
    }
    events.add(new Finished(0, tools > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP, null));
    events.add(new UsageReported(Usage.of(random.nextInt(1000), random.nextInt(1000))));
    events.add(new Completed());
    return events;
  }

  private static String text(RandomGenerator random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static void fragments(RandomGenerator random, int tools, List<StreamEvent> events) {
    List<String> rest = new ArrayList<>();
    for (int tool = 0; tool < tools; tool++) {
      rest.add(
          random.nextInt(4) == 0
              ? ""
              : Json.text(Json.object().put("a", text(random)).put("n", random.nextInt())));
    }
    while (rest.stream().anyMatch(text -> !text.isEmpty())) {
      int tool = random.nextInt(tools);
      String text = rest.get(tool);
      int length = Math.min(text.length(), 1 + random.nextInt(6));
      // A fragment is valid text of its own on the wire, so it never splits a surrogate pair.
      if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
        length++;
      }
      if (length > 0) {
        events.add(new ToolArgumentsDelta(0, tool, text.substring(0, length)));
        rest.set(tool, text.substring(length));
      }
    }
  }

  /** Text is joined and arguments are compared as JSON, which is all that formats promise. */
  public static String parts(AnswerFold fold) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (Part part : fold.answer().choices().getFirst().parts()) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Reasoning reasoning -> thoughts.append(reasoning.text());
        case Part.ToolCall call -> calls.append(call.id()).append(call.name()).append(json(call));
        case Part.Image ignored -> {}
        case Part.Audio ignored -> {}
        case Part.About ignored -> {}
        default -> throw new IllegalStateException(part.toString());
      }
    }
    return text + "|" + thoughts + "|" + calls;
  }

  private static String json(Part.ToolCall call) {
    byte[] arguments = call.arguments().getBytes(UTF_8);
    return arguments.length == 0 ? "{}" : Json.text(Json.read(arguments));
  }
}
