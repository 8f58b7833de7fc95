package io.tollgate.providers.wire;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import java.util.function.Supplier;

/** The way back of an operation whose answer comes whole or as a stream, as the client asks. */
public record StreamableExchange(WholeExchange whole, Supplier<ResponseStream> stream)
    implements Exchange {
  public StreamableExchange(WholeExchange.Reader reader, Supplier<ResponseStream> stream) {
    this(new WholeExchange(reader), stream);
  }

  @Override
  public Answer answer(int status, Headers headers, byte[] body) {
    return whole.answer(status, headers, body);
  }

  @Override
  public ResponseStream stream(Headers headers) {
    return stream.get();
  }
}
