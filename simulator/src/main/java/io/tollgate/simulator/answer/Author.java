package io.tollgate.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answers: the same question always gets the same one.
 *
 * <p>A tool is called when the caller forces it, when the wishes ask for it, or when the last user
 * message names it ("please use get_weather"); several named tools are called in parallel. Once the
 * conversation ends with tool results, the answer is text that quotes them.
 */
public final class Author {
  private static final int LONGEST_QUOTE = 24;
  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** The answer to the question, within its limit of output tokens. */
  public Answer answer(Question question, Wishes wishes) {
    int limit = question.maxOutputTokens() == null ? UNLIMITED : question.maxOutputTokens();
    int reasoning = Math.min(wishes.reasoning(), limit);
    List<ToolCall> calls = toolCalls(question, wishes);
    if (!calls.isEmpty()) {
      int output = calls.stream().mapToInt(ToolCall::tokens).sum();
      return new Answer(
          "", calls, Finish.TOOL_CALLS, null, tokens(question, wishes, output, reasoning));
    }
    return textAnswer(question, wishes, limit, reasoning);
  }

  private static Answer textAnswer(Question question, Wishes wishes, int limit, int reasoning) {
    String text = text(question, wishes);
    Finish finish = Finish.STOP;
    String stopSequence = firstStop(text, question.stopSequences());
    if (stopSequence != null) {
      text = text.substring(0, text.indexOf(stopSequence));
      finish = Finish.STOP_SEQUENCE;
    }
    if (Words.count(text) > limit - reasoning) {
      text = Words.first(limit - reasoning, text);
      finish = Finish.LENGTH;
      stopSequence = null;
    }
    return new Answer(
        text,
        List.of(),
        finish,
        stopSequence,
        tokens(question, wishes, Words.count(text), reasoning));
  }

  private static Tokens tokens(Question question, Wishes wishes, int visible, int reasoning) {
    int cacheRead = Math.min(wishes.cacheRead(), question.inputTokens());
    int cacheWrite = Math.min(wishes.cacheWrite(), question.inputTokens() - cacheRead);
    return new Tokens(
        question.inputTokens(), cacheRead, cacheWrite, visible + reasoning, reasoning);
  }

  private static String text(Question question, Wishes wishes) {
    if (wishes.words() != null) {
      return filler(wishes.words());
    }
    if (question.jsonSchema() != null) {
      return SchemaExample.objectOf(question.jsonSchema()).toString();
    }
    if (question.toolResult() != null) {
      return "Here is what the tools found: “%s”. That answers your request: “%s”."
          .formatted(quote(question.toolResult()), quote(question.lastUserText()));
    }
    int words = Words.count(question.lastUserText());
    return ("Hello from %s, a simulated model. You wrote “%s”, which is %d %s. "
            + "No real provider was called, so try whatever you like.")
        .formatted(
            question.model(), quote(question.lastUserText()), words, words == 1 ? "word" : "words");
  }

  private static String quote(String text) {
    String quote = Words.first(LONGEST_QUOTE, text.strip());
    return quote.length() < text.strip().length() ? quote + "…" : quote;
  }

  private static String filler(int words) {
    var text = new ArrayList<String>(words);
    for (int i = 1; i <= words; i++) {
      text.add("word" + i);
    }
    return String.join(" ", text);
  }

  private static @Nullable String firstStop(String text, List<String> stopSequences) {
    String first = null;
    for (String stop : stopSequences) {
      if (!stop.isEmpty()
          && text.contains(stop)
          && (first == null || text.indexOf(stop) < text.indexOf(first))) {
        first = stop;
      }
    }
    return first;
  }

  private static List<ToolCall> toolCalls(Question question, Wishes wishes) {
    if (question.tools().isEmpty() || question.toolResult() != null) {
      return List.of();
    }
    List<Tool> chosen =
        switch (question.toolChoice()) {
          case ToolChoice.None() -> List.of();
          case ToolChoice.Named(String name) ->
              question.tools().stream().filter(tool -> tool.name().equals(name)).toList();
          case ToolChoice.Required() -> atLeastOne(asked(question, wishes), question.tools());
          case ToolChoice.Auto() -> asked(question, wishes);
        };
    return chosen.stream()
        .limit(question.parallelToolCalls() ? UNLIMITED : 1)
        .map(tool -> new ToolCall(tool.name(), SchemaExample.objectOf(tool.parameters())))
        .toList();
  }

  private static List<Tool> atLeastOne(List<Tool> asked, List<Tool> offered) {
    return asked.isEmpty() ? List.of(offered.getFirst()) : asked;
  }

  private static List<Tool> asked(Question question, Wishes wishes) {
    List<Tool> offered = question.tools();
    if (wishes.toolCalls() > 0) {
      var calls = new ArrayList<Tool>();
      for (int i = 0; i < wishes.toolCalls(); i++) {
        calls.add(offered.get(i % offered.size()));
      }
      return calls;
    }
    return offered.stream().filter(tool -> names(question.lastUserText(), tool)).toList();
  }

  private static boolean names(String text, Tool tool) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(tool.name()) + "(?![\\w-])")
        .matcher(text)
        .find();
  }
}
