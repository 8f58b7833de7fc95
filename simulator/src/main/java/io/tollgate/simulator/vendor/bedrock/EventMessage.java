package io.tollgate.simulator.vendor.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32;

/** A message of Amazon's event stream: headers and a payload between two checksums. */
final class EventMessage {
  private static final int PRELUDE = 12;
  private static final byte STRING = 7;

  private EventMessage() {}

  static byte[] encode(Map<String, String> headers, byte[] payload) {
    byte[] head = headers(headers);
    int total = PRELUDE + head.length + payload.length + Integer.BYTES;
    ByteBuffer message = ByteBuffer.allocate(total).putInt(total).putInt(head.length);
    message.putInt(checksum(message));
    message.put(head).put(payload);
    return message.putInt(checksum(message)).array();
  }

  private static byte[] headers(Map<String, String> headers) {
    ByteBuffer encoded = ByteBuffer.allocate(1024);
    headers.forEach((name, value) -> {
      byte[] named = name.getBytes(UTF_8);
      byte[] text = value.getBytes(UTF_8);
      encoded.put((byte) named.length).put(named).put(STRING);
      encoded.putShort((short) text.length).put(text);
    });
    byte[] bytes = new byte[encoded.position()];
    encoded.flip().get(bytes);
    return bytes;
  }

  /** Of everything that is written so far. */
  private static int checksum(ByteBuffer message) {
    var sum = new CRC32();
    sum.update(message.duplicate().flip());
    return (int) sum.getValue();
  }
}
