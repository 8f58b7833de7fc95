package io.tollgate.providers.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a model, in the words of no format.
 *
 * @param turns in order; neighbours never have the same role
 * @param parallelTools whether several tools may be called at once; null where it was not said
 * @param outputCap tokens per choice
 * @param stop at which texts to stop; an empty one stops nothing, and some models at once
 * @param effort how hard to think; null where it was not said
 * @param choices how many answers
 * @param user an opaque id of the client's end user
 */
public record Conversation(
    List<Turn> turns,
    List<Tool> tools,
    ToolChoice toolChoice,
    @Nullable Boolean parallelTools,
    OptionalLong outputCap,
    Sampling sampling,
    List<String> stop,
    ResponseFormat format,
    @Nullable Thinking effort,
    int choices,
    boolean stream,
    @Nullable String user,
    Output output) {
  public Conversation {
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
    stop = stop.stream().filter(text -> !text.isEmpty()).toList();
  }

  /** The tools that may be called, for formats that can only narrow the choice by the offer. */
  public List<Tool> offeredTools() {
    return switch (toolChoice) {
      case ToolChoice.Named(String name) ->
          tools.stream().filter(tool -> tool.name().equals(name)).toList();
      case ToolChoice.Allowed allowed ->
          tools.stream().filter(tool -> allowed.names().contains(tool.name())).toList();
      case ToolChoice.Unsaid ignored -> tools;
      case ToolChoice.Auto ignored -> tools;
      case ToolChoice.None ignored -> tools;
      case ToolChoice.Required ignored -> tools;
    };
  }

  Conversation withTurns(List<Turn> others) {
    return withTools(tools, toolChoice, others);
  }

  Conversation withTools(List<Tool> offered, ToolChoice choice, List<Turn> others) {
    return new Conversation(
        others,
        offered,
        choice,
        parallelTools,
        outputCap,
        sampling,
        stop,
        format,
        effort,
        choices,
        stream,
        user,
        output);
  }

  /** Who speaks. Results of tools are said by the user. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** What one side says before the other one does. */
  public record Turn(Role role, List<Part> parts) {
    public Turn {
      parts = List.copyOf(parts);
    }

    /** For providers that are shown no picture and no sound but the user's. */
    public Turn withoutOwnMedia(Notes notes) {
      if (role != Role.ASSISTANT) {
        return this;
      }
      List<Part> others = new ArrayList<>(parts);
      if (others.removeIf(part -> part instanceof Part.Image)) {
        notes.dropped("image of an assistant turn");
      }
      if (others.removeIf(part -> part instanceof Part.Audio)) {
        notes.dropped("audio of an assistant turn");
      }
      return new Turn(role, others);
    }

    /** Its parts for providers that want results before anything else that a user says. */
    public List<Part> resultsFirst() {
      List<Part> first = new ArrayList<>();
      List<Part> rest = new ArrayList<>();
      for (Part part : parts) {
        boolean leads = role == Role.USER && part instanceof Part.ToolResult;
        boolean markOfLeader = part instanceof Part.CacheMark && rest.isEmpty() && !first.isEmpty();
        List<Part> place = leads || markOfLeader ? first : rest;
        place.add(part);
      }
      first.addAll(rest);
      return first;
    }

    /** The same, and results as they were called for: some providers match them by their order. */
    public List<Part> resultsInOrder(List<String> calls) {
      List<Part> ordered = resultsFirst();
      ordered.sort(Comparator.comparingInt(part -> place(part, calls)));
      return ordered;
    }

    private static int place(Part part, List<String> calls) {
      if (!(part instanceof Part.ToolResult result)) {
        return calls.size() + 1;
      }
      int called = calls.indexOf(result.callId());
      return called < 0 ? calls.size() : called;
    }

    /** The ids of its calls. */
    public List<String> calls() {
      return parts.stream()
          .filter(Part.ToolCall.class::isInstance)
          .map(part -> ((Part.ToolCall) part).id())
          .toList();
    }
  }
}
