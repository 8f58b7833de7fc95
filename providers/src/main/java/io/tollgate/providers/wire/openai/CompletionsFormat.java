package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.Sampling;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.conversation.Turns;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Legacy completions for clients: a prompt is what a user says, and the text is the answer. */
public final class CompletionsFormat implements ClientFormat {
  @Override
  public Conversation decode(ClientRequest request, Notes notes) {
    JsonAt body = JsonAt.root(request.body().tree());
    Turns turns = new Turns();
    turns.add(Role.USER, List.of(new Part.Text(prompt(body.get("prompt")))));
    var conversation = conversation(request, body, turns);
    body.settled("model", "n", "stream", "stream_options", "max_tokens");
    notes.unread(body);
    return conversation;
  }

  private static Conversation conversation(ClientRequest request, JsonAt body, Turns turns) {
    return new Conversation(
        turns.list(),
        List.of(),
        ToolChoice.UNSAID,
        null,
        request.outputCap(),
        new Sampling(
            body.get("temperature").optionalNumber(),
            body.get("top_p").optionalNumber(),
            null,
            body.get("seed").optionalNumber(),
            body.get("frequency_penalty").optionalNumber(),
            body.get("presence_penalty").optionalNumber()),
        ChatRequestDecoder.stop(body.get("stop")),
        ResponseFormat.TEXT,
        null,
        request.choices(),
        request.stream(),
        body.get("user").optionalString(),
        new Output(Set.of(), null, scores(body.get("logprobs"))));
  }

  private static @Nullable Integer scores(JsonAt logprobs) {
    BigDecimal others = logprobs.optionalNumber();
    return others == null ? null : others.intValue();
  }

  private static String prompt(JsonAt prompt) {
    if (prompt.isString()) {
      return prompt.string();
    }
    List<JsonAt> prompts = prompt.items();
    if (prompts.size() != 1 || !prompts.getFirst().isString()) {
      throw prompt.mismatch("one text: this model's provider takes neither several nor tokens");
    }
    return prompts.getFirst().string();
  }

  @Override
  public String ownName(String field) {
    return switch (field) {
      case "messages" -> "prompt";
      case "top_logprobs" -> "logprobs";
      default -> field;
    };
  }

  @Override
  public boolean hasPlaceFor(StreamEvent.Extra extra) {
    return extra instanceof StreamEvent.Scored;
  }

  @Override
  public byte[] encode(WholeAnswer answer, ClientRequest request) {
    String model = answer.model().isEmpty() ? request.model() : answer.model();
    String id = AnswerId.of(answer.id(), AnswerId.COMPLETION, request);
    ObjectNode body = completion(request, id, model);
    ArrayNode choices = (ArrayNode) body.path("choices");
    int index = 0;
    for (WholeAnswer.Choice choice : answer.choices()) {
      StringBuilder text = new StringBuilder();
      for (Part part : choice.parts()) {
        if (part instanceof Part.Text(String more)) {
          text.append(more);
        } else if (part instanceof Part.Refusal(String more)) {
          text.append(more);
        }
      }
      ObjectNode node = choice(index++, text.toString(), choice.reason());
      if (!choice.scores().isEmpty()) {
        node.set("logprobs", CompletionLogprobs.write(choice.scores(), 0));
      }
      choices.add(node);
    }
    if (answer.usage().reported()) {
      body.set("usage", OpenAiUsage.write(answer.usage().usage()));
    }
    return Json.bytes(body);
  }

  static ObjectNode completion(ClientRequest request, String id, String model) {
    ObjectNode body = Json.object().put("id", id).put("object", "text_completion");
    body.put("created", request.received().getEpochSecond());
    body.put("model", model);
    body.putArray("choices");
    return body;
  }

  static ObjectNode choice(int index, String text, FinishReason reason) {
    return unfinished(index, text).put("finish_reason", OpenAiFinish.write(reason));
  }

  static ObjectNode unfinished(int index, String text) {
    ObjectNode choice = Json.object().put("text", text).put("index", index);
    return choice.putNull("logprobs").putNull("finish_reason");
  }

  @Override
  public StreamEncoder stream(ClientRequest request) {
    return new CompletionsStreamEncoder(request);
  }
}
