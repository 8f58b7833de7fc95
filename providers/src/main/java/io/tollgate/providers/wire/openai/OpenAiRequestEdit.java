package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.ForeignState;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.json.JsonOutline;
import io.tollgate.providers.vendor.Quirks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The few changes that an OpenAI-shaped request needs to go to an OpenAI-shaped upstream. */
public final class OpenAiRequestEdit {
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] WITH_USAGE = "{\"include_usage\":true}".getBytes(UTF_8);

  private final ClientRequest request;
  private final Target target;
  private final Quirks quirks;
  private final JsonOutline body;
  private final JsonEdit edit;
  private final Set<String> removed = new HashSet<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> adapted = new ArrayList<>();

  private OpenAiRequestEdit(ClientRequest request, Target target) {
    this.request = request;
    this.target = target;
    this.quirks = target.vendor().quirks();
    this.body = request.body();
    this.edit = JsonEdit.of(body);
  }

  public static OpenAiRequestEdit of(ClientRequest request, Target target) {
    OpenAiRequestEdit changes = new OpenAiRequestEdit(request, target);
    changes.make();
    return changes;
  }

  private void make() {
    if (!request.model().equals(target.model())) {
      edit.set("model", Json.quoted(target.model()));
    }
    askForUsage();
    unsupported();
    outputCap();
    renamed();
    JsonNode messages = editedMessages();
    if (messages != null) {
      edit.set("messages", Json.bytes(messages));
    } else if (!quirks.developerRole()) {
      edit.replaceInside("messages", "role", "developer", "system");
    }
    if (!removed.isEmpty()) {
      edit.remove(removed);
    }
  }

  private @Nullable JsonNode editedMessages() {
    JsonNode messages = MessageEdit.needed(quirks) ? body.value("messages") : null;
    return messages == null ? null : MessageEdit.of(messages, quirks);
  }

  private void askForUsage() {
    boolean known =
        request.endpoint() == Endpoint.CHAT_COMPLETIONS
            || request.endpoint() == Endpoint.COMPLETIONS;
    if (!known || !request.stream()) {
      return;
    }
    JsonOutline options = body.nested("stream_options");
    if (!quirks.streamUsage()) {
      if (body.field("stream_options") != null) {
        removed.add("stream_options");
      }
    } else if (options == null) {
      edit.set("stream_options", WITH_USAGE);
    } else if (!options.flag("include_usage")) {
      edit.set(options, "include_usage", TRUE);
    }
  }

  private void unsupported() {
    for (String field : quirks.unsupported()) {
      if (body.field(field) != null && removed.add(field)) {
        if (field.equals("encoding_format")) {
          // Nothing is lost: the answer is encoded on its way back as the client asked.
          continue;
        }
        if (target.strict()) {
          throw InvalidRequestException.field(
              field, "'" + field + "' is not supported by " + target.vendor().name());
        }
        dropped.add(field);
      }
    }
  }

  private void outputCap() {
    String known = quirks.outputCapField();
    if (request.endpoint() != Endpoint.CHAT_COMPLETIONS) {
      lowerCap(request.endpoint() == Endpoint.RESPONSES ? "max_output_tokens" : "max_tokens");
      return;
    }
    boolean newName = body.has("max_completion_tokens");
    boolean oldName = body.has("max_tokens");
    if (!newName && known.equals("max_tokens") && body.field("max_completion_tokens") != null) {
      removed.add("max_completion_tokens");
    }
    if (newName && known.equals("max_tokens")) {
      if (body.field("max_tokens") != null) {
        removed.add("max_tokens");
      }
      edit.rename("max_completion_tokens", known);
      adapted.add("max_completion_tokens was sent as max_tokens");
    }
    if (newName) {
      lowerCap("max_completion_tokens");
    } else {
      lowerCap(oldName ? "max_tokens" : known);
    }
  }

  private void lowerCap(String field) {
    if (request.capLowered()) {
      edit.set(field, Long.toString(request.outputCap().orElseThrow()).getBytes(UTF_8));
      adapted.add(field + " was lowered to " + request.outputCap().orElseThrow());
    }
  }

  private void renamed() {
    for (Map.Entry<String, String> rename : quirks.renamed().entrySet()) {
      if (body.field(rename.getKey()) != null) {
        edit.rename(rename.getKey(), rename.getValue());
        adapted.add(rename.getKey() + " was sent as " + rename.getValue());
      }
    }
  }

  public byte[] body() {
    byte[] edited = edit.apply();
    return switch (request.endpoint().operation()) {
      case CONVERSATION, TOKEN_COUNT -> ForeignState.removed(edited, target);
      case EMBEDDING, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, RERANK -> edited;
    };
  }

  public List<String> dropped() {
    return dropped;
  }

  public List<String> adapted() {
    return adapted;
  }
}
