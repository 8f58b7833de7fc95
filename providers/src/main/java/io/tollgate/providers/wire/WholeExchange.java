package io.tollgate.providers.wire;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import tools.jackson.core.JacksonException;

/** The way back of an operation whose answer comes in one piece. */
public record WholeExchange(Reader reader) implements Exchange {
  /** Reads an answer that succeeded. */
  @FunctionalInterface
  public interface Reader {
    /** May throw {@link UnreadableReplyException} or {@link JacksonException}. */
    Answer read(int status, Headers headers, byte[] body);
  }

  @Override
  public Answer answer(int status, Headers headers, byte[] body) {
    if (status >= 400) {
      return UpstreamErrors.read(status, headers, body);
    }
    try {
      return reader.read(status, headers, body);
    } catch (JacksonException | UnreadableReplyException e) {
      return UpstreamErrors.unreadable(status, body);
    }
  }

  @Override
  public ResponseStream stream(Headers headers) {
    return new HeldStream(this, headers);
  }
}
