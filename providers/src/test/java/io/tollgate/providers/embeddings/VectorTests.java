package io.tollgate.providers.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.wire.UnreadableReplyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VectorTests {
  @Test
  void packsFloatsInLittleEndianOrder() {
    // 1.0f is 0x3f800000, -2.5f is 0xc0200000.
    byte[] bytes = Base64.getDecoder().decode(new Vector.Numbers("[1, -2.5]").base64());
    assertThat(bytes).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0);
  }

  @Test
  void packsAnEmptyVectorAsNothing() {
    assertThat(new Vector.Numbers("[ ]").base64()).isEmpty();
    assertThat(new Vector.Packed("").json()).isEqualTo("[]");
  }

  @Property
  void losesNothingBetweenNumbersAndBase64(@ForAll float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.isFinite(numbers[i]) ? numbers[i] : 0;
    }
    String json = Arrays.toString(numbers);
    String packed = new Vector.Numbers(json).base64();
    assertThat(floats(packed)).isEqualTo(numbers);
    assertThat(new Vector.Numbers(new Vector.Packed(packed).json()).base64()).isEqualTo(packed);
  }

  private static float[] floats(String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void refusesWhatIsNoVectorOfFloats() {
    assertThatThrownBy(() -> new Vector.Packed("AAA=").json())
        .isInstanceOf(UnreadableReplyException.class);
    assertThatThrownBy(() -> new Vector.Packed("!").json())
        .isInstanceOf(UnreadableReplyException.class);
    // 0x7fc00000 is not a number, which JSON cannot say.
    assertThatThrownBy(() -> new Vector.Packed("AADAfw==").json())
        .isInstanceOf(UnreadableReplyException.class);
  }

  /** Endless is no number that a client could reckon with. */
  @Test
  void refusesWhatAFloatCannotHold() {
    assertThatThrownBy(() -> new Vector.Numbers("[1,1e400]").base64())
        .isInstanceOf(UnreadableReplyException.class);
  }
}
