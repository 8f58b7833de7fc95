package io.tollgate.providers.multipart;

import static io.tollgate.providers.multipart.Forms.body;
import static io.tollgate.providers.multipart.Forms.field;
import static io.tollgate.providers.multipart.Forms.file;
import static io.tollgate.providers.multipart.Forms.scan;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.FormPart;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Upload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartScannerTests {
  private static final String BODY =
      "preamble\r\n"
          + body(
              file("file", "audio/wav", "RI\r\n--\r\n----Y\r\r\n\n\u00e4"),
              field("model", "wh\u00efsper"),
              field("empty", ""),
              field("prompt", "two\r\nlines"))
          + "epilogue";

  @Test
  void keepsFieldsAndFindsFilesWithoutKeepingThem() {
    Form form = scan(BODY);
    assertThat(form.text("model")).isEqualTo("wh\u00efsper");
    assertThat(form.text("empty")).isEmpty();
    assertThat(form.text("prompt")).isEqualTo("two\r\nlines");
    FormPart file = Objects.requireNonNull(form.file("file"));
    assertThat(file.contentType()).isEqualTo("audio/wav");
    assertThat(file.text()).isNull();
    byte[] bytes = BODY.getBytes(UTF_8);
    assertThat(Arrays.copyOfRange(bytes, (int) file.from(), (int) file.to()))
        .isEqualTo("RI\r\n--\r\n----Y\r\r\n\n\u00e4".getBytes(UTF_8));
    assertThat(form.length()).isEqualTo(bytes.length);
  }

  @Test
  void readsTheSameWhereverTheBodyIsCut() {
    byte[] bytes = BODY.getBytes(UTF_8);
    Form whole = scan(BODY);
    for (int size = 1; size < bytes.length; size++) {
      assertThat(scan(bytes, size)).isEqualTo(whole);
    }
  }

  @Property
  void findsAnyContentAgain(@ForAll byte[] content, @ForAll @Size(max = 200) byte[] before) {
    String sound = new String(content, ISO_8859_1).replace("----X", "");
    String body = body(field("model", "m"), file("file", "audio/wav", sound));
    byte[] bytes = body.getBytes(ISO_8859_1);
    FormPart file = Objects.requireNonNull(scan(bytes, before.length + 1).file("file"));
    assertThat(Arrays.copyOfRange(bytes, (int) file.from(), (int) file.to()))
        .isEqualTo(sound.getBytes(ISO_8859_1));
  }

  @Test
  void replacesAFieldAndNothingElse() {
    Form form = scan(BODY);
    Upload upload = FormEdit.replace(form, "model", "gpt-transcribe-\u00fc");
    byte[] sent = Forms.assemble(upload, BODY.getBytes(UTF_8));
    assertThat(new String(sent, UTF_8))
        .isEqualTo(BODY.replace("wh\u00efsper", "gpt-transcribe-\u00fc"));
    assertThat(upload.length()).isEqualTo(sent.length);
  }

  @Test
  void writesFormsThatItReads() {
    FormWriter writer = new FormWriter().text("prompt", "a\r\ncat").text("model", "sd3");
    MultipartScanner scanner = new MultipartScanner(writer.contentType().value());
    scanner.feed(ByteBuffer.wrap(writer.body()));
    Form form = scanner.end();
    assertThat(form.text("prompt")).isEqualTo("a\r\ncat");
    assertThat(form.text("model")).isEqualTo("sd3");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"a\r\nb\"",
        "multipart/mixed; boundary=x",
      })
  void refusesAContentTypeThatAnnouncesNoForm(String contentType) {
    assertThatThrownBy(() -> new MultipartScanner(contentType))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "----X",
        "----X\r\n",
        "----X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
        "----X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n----X",
        "----Xy\r\n",
        "----X\r\n\r\nwithout a name\r\n----X--\r\n",
        "----X\r\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: x\r\n\r\n"
            + "b\r\n----X--\r\n",
      })
  void refusesABodyThatIsBrokenOrBreaksOff(String body) {
    assertThatThrownBy(() -> scan(body)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void boundsWhatItKeeps() {
    assertThatThrownBy(() -> scan(body(field("prompt", "x".repeat(300_000)))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("prompt"));
    assertThatThrownBy(() -> scan(field("a", "").repeat(200)))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> scan("----X\r\nX: " + "y".repeat(20_000)))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void refusesAFieldThatIsGivenTwiceWhereOneIsMeant() {
    Form form = scan(body(field("model", "cheap"), field("model", "dear")));
    assertThatThrownBy(() -> form.text("model")).isInstanceOf(InvalidRequestException.class);
  }
}
