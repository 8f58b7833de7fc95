package io.tollgate.domain.usage;

/**
 * What one request consumed, in disjoint buckets: a token stands in exactly one of them. Units are
 * tokens but for the last two, which are counted where a provider counts no tokens.
 *
 * @param input prompt tokens that came from no cache, without audio and images
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheWrite prompt tokens written to the provider's cache, for minutes
 * @param output generated tokens, without reasoning and audio
 * @param reasoning generated tokens that the client does not see as text
 * @param audioInput prompt tokens of audio
 * @param audioOutput generated tokens of audio
 * @param image prompt or generated tokens of images
 * @param cacheWriteHour prompt tokens written to the provider's cache for an hour
 * @param audioSeconds seconds of sound, each begun one whole
 * @param searchUnits searches of a ranking
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long image,
    long cacheWriteHour,
    long audioSeconds,
    long searchUnits) {

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0);

  public Usage {
    if (input < 0 || cacheRead < 0 || cacheWrite < 0 || output < 0) {
      throw new IllegalArgumentException("a bucket of usage cannot be negative");
    }
    if (reasoning < 0 || audioInput < 0 || audioOutput < 0 || image < 0) {
      throw new IllegalArgumentException("a bucket of usage cannot be negative");
    }
    if (cacheWriteHour < 0 || audioSeconds < 0 || searchUnits < 0) {
      throw new IllegalArgumentException("a bucket of usage cannot be negative");
    }
  }

  /** Usage without what only a few providers count. */
  public Usage(
      long input,
      long cacheRead,
      long cacheWrite,
      long output,
      long reasoning,
      long audioInput,
      long audioOutput,
      long image) {
    this(input, cacheRead, cacheWrite, output, reasoning, audioInput, audioOutput, image, 0, 0, 0);
  }

  /** Sound that is counted by its length alone. */
  public static Usage ofAudioSeconds(long seconds) {
    return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, seconds, 0);
  }

  /** Searches alone. */
  public static Usage ofSearchUnits(long units) {
    return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, units);
  }

  /** The same, where so much of what was written to the cache stays there for an hour. */
  public Usage withCacheWriteHour(long tokens) {
    return new Usage(
        input,
        cacheRead,
        cacheWrite - tokens,
        output,
        reasoning,
        audioInput,
        audioOutput,
        image,
        tokens,
        audioSeconds,
        searchUnits);
  }

  /** All tokens written to the provider's cache, for however long. */
  public long totalCacheWrite() {
    return cacheWrite + cacheWriteHour;
  }

  /** Plain text usage: prompt and answer, nothing cached. */
  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, output, 0, 0, 0, 0);
  }

  /** What stands in one bucket. */
  public long in(Bucket bucket) {
    return switch (bucket) {
      case INPUT -> input;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE -> cacheWrite;
      case CACHE_WRITE_HOUR -> cacheWriteHour;
      case OUTPUT -> output;
      case REASONING -> reasoning;
      case AUDIO_INPUT -> audioInput;
      case AUDIO_OUTPUT -> audioOutput;
      case IMAGE -> image;
      case AUDIO_SECONDS -> audioSeconds;
      case SEARCH_UNITS -> searchUnits;
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
        image + other.image,
        cacheWriteHour + other.cacheWriteHour,
        audioSeconds + other.audioSeconds,
        searchUnits + other.searchUnits);
  }

  /** All tokens on the way in. */
  public long totalInput() {
    return input + cacheRead + totalCacheWrite() + audioInput;
  }

  /** All tokens on the way out; image tokens count here. */
  public long totalOutput() {
    return output + reasoning + audioOutput + image;
  }

  public long total() {
    return totalInput() + totalOutput();
  }
}
