package io.tollgate.providers.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.Recordings;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.UpstreamFailure;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedMediaTests {
  private static final String REQUEST = "{\"model\":\"m\",\"stream\":true}";

  @ParameterizedTest
  @CsvSource({
    "images-generation, IMAGE_GENERATIONS, 0",
    "images-edit-response, IMAGE_EDITS, 0",
    "moderation-text, MODERATIONS, 0",
    "moderation-image, MODERATIONS, 0",
    "audio-transcription-basic, TRANSCRIPTIONS, 7",
    "audio-transcription-verbose, TRANSCRIPTIONS, 37",
  })
  void passThroughUntouched(String recording, Endpoint endpoint, long seconds) {
    byte[] body = Recordings.read("openai/" + recording + ".response.json");
    ClientReply reply = OperationCall.of(endpoint, WireFormat.OPENAI).reply(REQUEST, body);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.usage().usage()).isEqualTo(Usage.ofAudioSeconds(seconds));
    assertThat(reply.usage().reported()).isEqualTo(seconds > 0);
  }

  @Test
  void giveTheSameTranscriptWhereverTheStreamIsCut() {
    byte[] body = Recordings.read("openai/audio-transcription-stream-crlf.response.sse");
    OperationCall call = OperationCall.of(Endpoint.TRANSCRIPTIONS, WireFormat.OPENAI);
    Supplier<ResponseStream> open =
        () ->
            call.translator().exchange(call.parse(REQUEST), call.target()).stream(
                name -> "text/event-stream");
    String expected = new String(body, UTF_8).replace("\r\n", "\n");
    ResponseStream stream = open.get();
    assertThat(Calls.run(stream, body, body.length)).isEqualTo(expected);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(new Usage(0, 0, 0, 12, 0, 37, 0, 0));
    Calls.assertCutsDoNotMatter(open, body);
  }

  @ParameterizedTest
  @CsvSource({"error-images-400, IMAGE_EDITS", "error-400-image-param, IMAGE_GENERATIONS"})
  void failWithTheProvidersWords(String recording, Endpoint endpoint) {
    byte[] body = Recordings.read("openai/" + recording + ".response.json");
    assertThat(OperationCall.of(endpoint, WireFormat.OPENAI).answer(REQUEST, 400, body))
        .isInstanceOfSatisfying(
            UpstreamFailure.class,
            f -> {
              assertThat(f.kind()).isEqualTo(UpstreamFailure.Kind.BAD_REQUEST);
              assertThat(f.field()).isNotNull();
            });
  }
}
