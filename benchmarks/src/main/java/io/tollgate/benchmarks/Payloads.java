package io.tollgate.benchmarks;

/** What goes in and out: a chat completion of 1 KB, and an answer of 0.9 KB with its usage. */
public final class Payloads {
  static final int REQUEST_BYTES = 1024;
  static final int ANSWER_BYTES = 900;
  static final String MODEL = "bench";

  private Payloads() {}

  /** The client's request. */
  public static String request() {
    return padded(
        """
        {"model":"%s","temperature":0.2,"messages":[{"role":"system","content":"You are a careful \
        assistant. Answer briefly."},{"role":"user","content":"@"}]}\
        """
            .formatted(MODEL),
        REQUEST_BYTES);
  }

  /** The upstream's answer. */
  public static String answer() {
    return padded(
        """
        {"id":"chatcmpl-bench000000000000000000","object":"chat.completion","created":1767225600,\
        "model":"bench-2026","choices":[{"index":0,"message":{"role":"assistant","content":"@",\
        "refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{\
        "prompt_tokens":180,"completion_tokens":70,"total_tokens":250,"prompt_tokens_details":{\
        "cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,\
        "audio_tokens":0}},"service_tier":"default","system_fingerprint":null}\
        """,
        ANSWER_BYTES);
  }

  /** The template with its @ replaced by words, so that the whole has this length. */
  private static String padded(String template, int length) {
    String words = "all the words that it takes to fill a message of this size ";
    int missing = length - template.length() + 1;
    return template.replace("@", words.repeat(missing / words.length() + 1).substring(0, missing));
  }
}
