package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientRequest;

/** Ids of answers: the provider's, or where it gives none one that looks as OpenAI's do. */
final class AnswerId {
  static final String CHAT = "chatcmpl-";
  static final String COMPLETION = "cmpl-";

  private AnswerId() {}

  static String of(String id, String prefix, ClientRequest request) {
    return id.equals(request.seed()) ? prefix + id : id;
  }
}
