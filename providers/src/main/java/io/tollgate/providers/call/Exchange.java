package io.tollgate.providers.call;

/** The way back of one attempt: use exactly one of the two, once. */
public interface Exchange {
  /** A whole answer, and any answer whose status says that it failed. */
  Answer answer(int status, Headers headers, byte[] body);

  /** A streamed answer with a status of 2xx. */
  ResponseStream stream(Headers headers);
}
