package io.tollgate.providers.media;

import static io.tollgate.providers.call.Endpoint.IMAGE_GENERATIONS;
import static io.tollgate.providers.call.Endpoint.SPEECH_SYNTHESIS;
import static io.tollgate.providers.call.Endpoint.TRANSCRIPTIONS;
import static io.tollgate.providers.multipart.Forms.field;
import static io.tollgate.providers.multipart.Forms.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.multipart.Forms;
import io.tollgate.providers.multipart.MultipartScanner;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialistTests {
  private static final OperationCall STABILITY = OperationCall.of(IMAGE_GENERATIONS, "stability");
  private static final OperationCall ELEVENLABS = OperationCall.of(SPEECH_SYNTHESIS, "elevenlabs");
  private static final OperationCall DEEPGRAM = OperationCall.of(TRANSCRIPTIONS, "deepgram");

  private static final String HEARD =
      "{\"metadata\":{\"duration\":3.25},\"results\":{\"channels\":[{\"detected_language\":\"en\","
          + "\"alternatives\":[{\"transcript\":\"Hello there.\",\"words\":[{\"word\":\"hello\","
          + "\"punctuated_word\":\"Hello\",\"start\":0.08,\"end\":0.5}]}]}],\"utterances\":["
          + "{\"start\":0.08,\"end\":3661.2345,\"transcript\":\"Hello there.\"}]}}";

  private static Form sent(UpstreamRequest request) {
    MultipartScanner scanner = new MultipartScanner(request.headers().getFirst().value());
    scanner.feed(ByteBuffer.wrap(request.body()));
    return scanner.end();
  }

  @Test
  void drawsWithStability() {
    UpstreamRequest request =
        STABILITY
            .model("sd3.5-large")
            .request(
                "{\"model\":\"m\",\"prompt\":\"a cat\",\"size\":\"1792x1024\",\"quality\":\"hd\","
                    + "\"output_format\":\"webp\",\"n\":1}");
    assertThat(request.uri()).hasToString("https://upstream.test/base/stable-image/generate/sd3");
    Form form = sent(request);
    assertThat(form.text("prompt")).isEqualTo("a cat");
    assertThat(form.text("model")).isEqualTo("sd3.5-large");
    assertThat(form.text("aspect_ratio")).isEqualTo("16:9");
    assertThat(form.text("output_format")).isEqualTo("webp");
    assertThat(request.dropped()).containsExactly("quality");
    assertThat(request.adapted()).hasSize(1);
    ClientReply reply =
        STABILITY.reply(
            "{\"model\":\"m\",\"prompt\":\"a\"}",
            "{\"image\":\"AAAA\",\"finish_reason\":\"SUCCESS\",\"seed\":1}".getBytes(UTF_8));
    assertThat(new String(reply.body(), UTF_8))
        .matches(
            "\\{\"created\":\\d+,\"data\":\\[\\{\"b64_json\":\"AAAA\"}],\"output_format\":\"png\"}");
    assertThat(reply.usage().reported()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"stable-image-core, core", "ultra, ultra", "sd3.5-medium, sd3"})
  void findsStabilitysService(String model, String service) {
    assertThat(STABILITY.model(model).request("{\"model\":\"m\",\"prompt\":\"a\"}").uri().getPath())
        .endsWith("/" + service);
  }

  @ParameterizedTest
  @CsvSource({"1024x1024, 1:1", "1536x1024, 3:2", "1024x1536, 2:3", "512x2048, 9:21"})
  void choosesTheNearestShape(String size, String ratio) {
    assertThat(Objects.requireNonNull(AspectRatio.nearest(size)).text()).isEqualTo(ratio);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"n\":2 | n",
        "\"response_format\":\"url\" | response_format",
        "\"stream\":true | stream",
        "\"size\":\"big\" | size",
        "\"prompt\":7 | prompt",
      })
  void namesWhatStabilityCannotDo(String field, String name) {
    String prompt = name.equals("prompt") ? "" : "\"prompt\":\"a\",";
    assertThatThrownBy(() -> STABILITY.request("{\"model\":\"m\"," + prompt + field + "}"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(name));
  }

  @Test
  void tellsThatAPictureWasFiltered() {
    assertThat(
            STABILITY.answer(
                "{\"model\":\"m\",\"prompt\":\"a\"}",
                200,
                "{\"image\":\"AAAA\",\"finish_reason\":\"CONTENT_FILTERED\"}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UpstreamFailure.class,
            f -> assertThat(f.kind()).isEqualTo(UpstreamFailure.Kind.CONTENT_FILTERED));
  }

  @Test
  void speaksWithElevenLabs() {
    UpstreamRequest request =
        ELEVENLABS
            .setting("voice.alloy", "JBFqnCBsd6RMkjVDRZzb")
            .request(
                "{\"model\":\"m\",\"input\":\"Hi\",\"voice\":\"alloy\",\"speed\":1.10,"
                    + "\"response_format\":\"pcm\",\"instructions\":\"calm\"}");
    assertThat(request.uri())
        .hasToString(
            "https://upstream.test/base/text-to-speech/JBFqnCBsd6RMkjVDRZzb/stream"
                + "?output_format=pcm_24000");
    assertThat(new String(request.body(), UTF_8))
        .isEqualTo(
            "{\"text\":\"Hi\",\"model_id\":\"upstream-model\",\"voice_settings\":{\"speed\":1.10}}");
    assertThat(request.dropped()).containsExactly("instructions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"voice\":\"../../v1/user\" | voice",
        "\"voice\":\"a?b\" | voice",
        "\"voice\":\"a\",\"response_format\":\"flac\" | response_format",
        "\"voice\":\"a\",\"stream_format\":\"sse\" | stream_format",
      })
  void namesWhatElevenLabsCannotDo(String fields, String name) {
    assertThatThrownBy(
            () -> ELEVENLABS.request("{\"model\":\"m\",\"input\":\"Hi\"," + fields + "}"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(name));
  }

  private static ClientRequest transcription(String... fields) {
    return RequestParser.parse(
        new Endpoint.Match(TRANSCRIPTIONS, null), Forms.scan(body(fields)), Calls.CLOCK);
  }

  private static String body(String... fields) {
    return Forms.body(
        file("file", "audio/wav", "RIFF"), field("model", "m"), String.join("", fields));
  }

  private static UpstreamRequest heard(String... fields) {
    return DEEPGRAM.translator().request(transcription(fields), DEEPGRAM.target());
  }

  @Test
  void sendsDeepgramTheSoundItself() {
    UpstreamRequest request = heard(field("language", "de"), field("prompt", "x"));
    assertThat(request.uri().getQuery())
        .isEqualTo("smart_format=true&utterances=true&model=upstream-model&language=de");
    assertThat(request.headers())
        .anyMatch(h -> h.name().equals("content-type") && h.value().equals("audio/wav"))
        .anyMatch(h -> h.name().equals("authorization") && h.value().equals("Token sk-canary"));
    byte[] clients = body(field("language", "de"), field("prompt", "x")).getBytes(UTF_8);
    assertThat(Forms.assemble(Objects.requireNonNull(request.upload()), clients))
        .isEqualTo("RIFF".getBytes(UTF_8));
    assertThat(request.dropped()).containsExactly("prompt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream=true", "response_format=diarized_json"})
  void namesWhatDeepgramCannotDo(String field) {
    String name = field.substring(0, field.indexOf('='));
    assertThatThrownBy(() -> heard(field(name, field.substring(name.length() + 1))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo(name));
  }

  private static String shown(String format) {
    ClientReply reply =
        (ClientReply)
            DEEPGRAM
                .translator()
                .exchange(transcription(field("response_format", format)), DEEPGRAM.target())
                .answer(200, Headers.NONE, HEARD.getBytes(UTF_8));
    return new String(reply.body(), UTF_8);
  }

  @Test
  void showsATranscriptInEveryForm() {
    assertThat(shown("json"))
        .isEqualTo("{\"text\":\"Hello there.\",\"usage\":{\"type\":\"duration\",\"seconds\":4}}");
    assertThat(shown("verbose_json"))
        .isEqualTo(
            "{\"task\":\"transcribe\",\"language\":\"en\",\"duration\":3.25,"
                + "\"text\":\"Hello there.\",\"words\":[{\"word\":\"Hello\",\"start\":0.08,"
                + "\"end\":0.5}],\"segments\":[{\"id\":0,\"start\":0.08,\"end\":3661.2345,"
                + "\"text\":\"Hello there.\"}],\"usage\":{\"type\":\"duration\",\"seconds\":4}}");
    assertThat(shown("text")).isEqualTo("Hello there.\n");
    assertThat(shown("srt")).isEqualTo("1\n00:00:00,080 --> 01:01:01,235\nHello there.\n\n");
    assertThat(shown("vtt")).isEqualTo("WEBVTT\n\n00:00:00.080 --> 01:01:01.235\nHello there.\n\n");
  }

  @Test
  void offersEachOnlyWhatItDoes() {
    assertThat(Translators.find(SPEECH_SYNTHESIS, DEEPGRAM.target())).isEmpty();
    assertThat(Translators.find(Endpoint.TRANSLATIONS, DEEPGRAM.target())).isEmpty();
    assertThat(Translators.find(Endpoint.IMAGE_EDITS, STABILITY.target())).isEmpty();
    assertThat(Translators.find(Endpoint.CHAT_COMPLETIONS, ELEVENLABS.target())).isEmpty();
  }

  @Test
  void aSeedThatIsNoWordIsRefusedByItsName() {
    assertThatThrownBy(
            () -> STABILITY.request("{\"model\":\"m\",\"prompt\":\"a\",\"seed\":{\"a\":1}}"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.field()).isEqualTo("seed"));
  }

  /** All the digits of such a number would fill the memory. */
  @ParameterizedTest
  @CsvSource({"1E+999999999, 2147483647", "1E-999999999, 0", "-1E+999999999, 0"})
  void aSoundOfAnUnspeakableLengthIsNoDanger(String seconds, long counted) {
    String heard = HEARD.replace("3.25", seconds).replace("3661.2345", seconds);
    for (String format : new String[] {"verbose_json", "srt"}) {
      var reply =
          (ClientReply)
              DEEPGRAM
                  .translator()
                  .exchange(transcription(field("response_format", format)), DEEPGRAM.target())
                  .answer(200, Headers.NONE, heard.getBytes(UTF_8));
      assertThat(reply.usage().usage().audioSeconds()).isEqualTo(counted);
    }
  }
}
