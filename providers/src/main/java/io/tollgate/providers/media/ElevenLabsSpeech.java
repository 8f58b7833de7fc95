package io.tollgate.providers.media;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's speech by ElevenLabs' {@code text-to-speech}. A voice is an id there; the provider's
 * setting {@code voice.<name>} gives an id to a name that clients use.
 */
final class ElevenLabsSpeech implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      JsonAt body = JsonAt.root(request.body().tree());
      byte[] sent = Json.bytes(encode(body, target, notes));
      return new UpstreamRequest(
          url(body, target), UpstreamHeaders.json(target), sent, notes.dropped(), notes.adapted());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  private static URI url(JsonAt body, Target target) {
    JsonAt format = body.get("response_format");
    String path = "/text-to-speech/" + voice(body.get("voice"), target) + "/stream";
    return target.url(path + "?output_format=" + outputFormat(format));
  }

  private static String voice(JsonAt voice, Target target) {
    String name = voice.string();
    String mapped = target.setting("voice." + name);
    String id = mapped == null ? name : mapped;
    // It becomes part of the path, where nothing but an id may stand.
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw voice.mismatch("a voice's id");
    }
    return id;
  }

  private static String outputFormat(JsonAt format) {
    String asked = format.optionalString();
    return switch (asked == null ? "mp3" : asked) {
      case "mp3" -> "mp3_44100_128";
      case "opus" -> "opus_48000_128";
      case "pcm" -> "pcm_24000";
      default -> throw format.mismatch("mp3, opus or pcm for the model's provider");
    };
  }

  private static ObjectNode encode(JsonAt body, Target target, Notes notes) {
    ObjectNode sent = Json.object();
    sent.put("text", body.get("input").string());
    sent.put("model_id", target.model());
    for (JsonAt field : body.fields()) {
      switch (field.path()) {
        case "model", "input", "voice", "response_format" -> {}
        case "speed" -> speed(field, sent);
        case "stream_format" -> onlySound(field.optionalString(), field);
        default -> notes.dropped(field.path());
      }
    }
    return sent;
  }

  private static void speed(JsonAt speed, ObjectNode sent) {
    if (speed.optionalNumber() != null) {
      sent.putObject("voice_settings").set("speed", speed.node());
    }
  }

  private static void onlySound(@Nullable String format, JsonAt field) {
    if (format != null && !format.equals("audio")) {
      throw field.mismatch("'audio' for the model's provider");
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new MediaExchange(Operation.SPEECH);
  }
}
