package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tollgate.providers.conversation.Media;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a file of raw samples, which any player knows what to do with. */
final class Wave {
  /** What OpenAI calls {@code pcm16}: 24,000 little-endian samples a second, one channel. */
  static final String PCM16 = "audio/L16;codec=pcm;rate=24000";

  private static final Pattern RATE = Pattern.compile("rate=(\\d{4,6})");
  private static final int HEADER = 44;
  private static final int SAMPLE = 2;

  private Wave() {}

  /** The very same unless it holds raw samples. */
  static Media.Inline of(Media.Inline sound) {
    String type = sound.mimeType().toLowerCase(Locale.ROOT);
    if (!type.startsWith("audio/l16") && !type.startsWith("audio/pcm")) {
      return sound;
    }
    byte[] samples;
    try {
      samples = Base64.getDecoder().decode(sound.base64());
    } catch (IllegalArgumentException notBase64) {
      return sound;
    }
    Matcher rate = RATE.matcher(type);
    byte[] file = file(samples, rate.find() ? Integer.parseInt(rate.group(1)) : 24_000);
    return new Media.Inline("audio/wav", Base64.getEncoder().encodeToString(file));
  }

  /** The canonical header of RIFF, with one chunk of format 1 and one of data. */
  private static byte[] file(byte[] samples, int rate) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + samples.length);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(rate).putInt(rate * SAMPLE).putShort((short) SAMPLE).putShort((short) 16);
    file.put("data".getBytes(US_ASCII)).putInt(samples.length).put(samples);
    return file.array();
  }
}
