package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolChoice;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/completions}, from before there were messages: a choice for each prompt. */
final class OpenAiCompletions {
  private final Author author;
  private final Clock clock;

  OpenAiCompletions(Author author, Clock clock) {
    this.author = author;
    this.clock = clock;
  }

  Reply reply(JsonNode body, Directives directives) {
    String model = OpenAiChatRequest.model(body);
    List<Answer> answers = new ArrayList<>();
    int input = 0;
    int output = 0;
    for (String prompt : OpenAiEmbeddings.texts(body.path("prompt"), "prompt")) {
      Answer answer = author.answer(question(model, prompt, body), directives.wishes());
      answers.add(answer);
      input += answer.tokens().input();
      output += answer.tokens().output();
    }
    boolean stream = body.path("stream").asBoolean(false);
    Tokens tokens = new Tokens(input, 0, 0, output, 0);
    Tokens shown = directives.has(Directive.NO_USAGE) ? null : tokens;
    var bill = new Bill("completions", model, stream, tokens);
    if (stream) {
      boolean asked = body.path("stream_options").path("include_usage").asBoolean(false);
      return Reply.stream(
          OpenAiHeaders.stream(), frames(model, answers, asked ? shown : null), bill);
    }
    ObjectNode completion = completion(Ids.next("cmpl-"), model);
    for (Answer answer : answers) {
      choice(completion, completion.path("choices").size(), answer.text(), reason(answer));
    }
    if (shown != null) {
      completion.set("usage", OpenAiChat.usage(shown));
    }
    return Reply.whole(OpenAiHeaders.json(), Json.bytes(completion), bill);
  }

  private static Question question(String model, String prompt, JsonNode body) {
    var tokens = new InputTokens();
    tokens.text(prompt);
    return new Question(
        model,
        prompt,
        null,
        List.of(),
        new ToolChoice.None(),
        false,
        OpenAiChatRequest.stops(body.path("stop")),
        body.path("max_tokens").isNumber() ? body.path("max_tokens").asInt() : null,
        null,
        tokens.total());
  }

  private List<Frame> frames(String model, List<Answer> answers, @Nullable Tokens usage) {
    String id = Ids.next("cmpl-");
    List<Frame> frames = new ArrayList<>();
    for (int index = 0; index < answers.size(); index++) {
      Answer answer = answers.get(index);
      for (String piece : answer.pieces()) {
        ObjectNode chunk = completion(id, model);
        choice(chunk, index, piece, null);
        frames.add(Frame.of("data: " + chunk + "\n\n", Words.count(piece)));
      }
      ObjectNode last = completion(id, model);
      choice(last, index, "", reason(answer));
      frames.add(Frame.of("data: " + last + "\n\n"));
    }
    if (usage != null) {
      ObjectNode last = completion(id, model);
      last.set("usage", OpenAiChat.usage(usage));
      frames.add(Frame.of("data: " + last + "\n\n"));
    }
    frames.add(Frame.of("data: [DONE]\n\n"));
    return frames;
  }

  private ObjectNode completion(String id, String model) {
    ObjectNode completion =
        Json.object()
            .put("id", id)
            .put("object", "text_completion")
            .put("created", clock.instant().getEpochSecond())
            .put("model", model);
    completion.putArray("choices");
    return completion;
  }

  private static void choice(
      ObjectNode completion, int index, String text, @Nullable String reason) {
    ((ArrayNode) completion.path("choices"))
        .addObject()
        .put("text", text)
        .put("index", index)
        .putNull("logprobs")
        .put("finish_reason", reason);
  }

  private static String reason(Answer answer) {
    return OpenAiChat.finishReason(answer.finish());
  }
}
