package io.tollgate.providers.media;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.JsonOutline;
import io.tollgate.providers.wire.FramedStream;
import io.tollgate.providers.wire.HeldStream;
import io.tollgate.providers.wire.UpstreamErrors;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The way back where both sides speak OpenAI's format: bytes pass, usage is noted. */
record MediaExchange(Operation operation) implements Exchange {
  @Override
  public Answer answer(int status, Headers headers, byte[] body) {
    if (status >= 400) {
      return UpstreamErrors.read(status, headers, body);
    }
    String contentType = contentType(headers);
    return isJson(contentType) ? json(status, body) : text(status, contentType, body);
  }

  private Answer json(int status, byte[] body) {
    try {
      JsonOutline reply = JsonOutline.of(body);
      if (reply.has("error")) {
        return UpstreamErrors.read(status, reply.tree());
      }
      if (reply.field(mustHave()) == null) {
        return UpstreamErrors.unreadable(status, body);
      }
      JsonNode usage = reply.value("usage");
      return new ClientReply(
          status,
          List.of(Header.JSON),
          body,
          usage == null ? UsageReport.ABSENT : MediaUsage.read(operation, usage),
          reply.string("model"),
          null);
    } catch (InvalidJsonException e) {
      return UpstreamErrors.unreadable(status, body);
    }
  }

  /** What an answer cannot be without. */
  private String mustHave() {
    return switch (operation) {
      case IMAGE -> "data";
      case TRANSCRIPTION -> "text";
      case MODERATION -> "results";
      case CONVERSATION, TOKEN_COUNT, EMBEDDING, RERANK, SPEECH -> "object";
    };
  }

  /** Transcripts come as plain text and as subtitles too. */
  private Answer text(int status, String contentType, byte[] body) {
    if (operation != Operation.TRANSCRIPTION && operation != Operation.SPEECH) {
      return UpstreamErrors.unreadable(status, body);
    }
    return new ClientReply(
        status,
        List.of(new Header("content-type", contentType)),
        body,
        UsageReport.ABSENT,
        null,
        null);
  }

  @Override
  public ResponseStream stream(Headers headers) {
    String contentType = contentType(headers);
    if (contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      return FramedStream.ofEvents(new EventPassThrough(operation));
    }
    return operation == Operation.SPEECH && !isJson(contentType)
        ? new RawStream(contentType)
        : new HeldStream(this, headers);
  }

  private static boolean isJson(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private String contentType(Headers headers) {
    String named = headers.first("content-type");
    if (named != null) {
      return named;
    }
    return operation == Operation.SPEECH ? "application/octet-stream" : Header.JSON.value();
  }
}
