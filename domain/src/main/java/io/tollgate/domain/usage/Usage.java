package io.tollgate.domain.usage;

/**
 * What one request consumed, in disjoint buckets: a token stands in exactly one of them. Units are
 * tokens.
 *
 * @param input prompt tokens that came from no cache, without audio and images
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheWrite prompt tokens written to the provider's cache
 * @param output generated tokens, without reasoning and audio
 * @param reasoning generated tokens that the client does not see as text
 * @param audioInput prompt tokens of audio
 * @param audioOutput generated tokens of audio
 * @param image prompt or generated tokens of images
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long image) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0);

  public Usage {
    if (input < 0 || cacheRead < 0 || cacheWrite < 0 || output < 0) {
      throw new IllegalArgumentException("a bucket of usage cannot be negative");
    }
    if (reasoning < 0 || audioInput < 0 || audioOutput < 0 || image < 0) {
      throw new IllegalArgumentException("a bucket of usage cannot be negative");
    }
  }

  /** Plain text usage: prompt and answer, nothing cached. */
  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, output, 0, 0, 0, 0);
  }

  /** The tokens of one bucket. */
  public long in(Bucket bucket) {
    return switch (bucket) {
      case INPUT -> input;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE -> cacheWrite;
      case OUTPUT -> output;
      case REASONING -> reasoning;
      case AUDIO_INPUT -> audioInput;
      case AUDIO_OUTPUT -> audioOutput;
      case IMAGE -> image;
    };
  }

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        output + other.output,
        reasoning + other.reasoning,
        audioInput + other.audioInput,
        audioOutput + other.audioOutput,
        image + other.image);
  }

  /** All tokens on the way in. */
  public long totalInput() {
    return input + cacheRead + cacheWrite + audioInput;
  }

  /** All tokens on the way out; image tokens count here. */
  public long totalOutput() {
    return output + reasoning + audioOutput + image;
  }

  public long total() {
    return totalInput() + totalOutput();
  }
}
