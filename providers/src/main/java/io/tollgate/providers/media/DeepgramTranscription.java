package io.tollgate.providers.media;

import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.FormPart;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.Upload;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.PathSegment;
import io.tollgate.providers.wire.WholeExchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** OpenAI's transcriptions by Deepgram's {@code listen}, whose body is the sound itself. */
final class DeepgramTranscription implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Form form = request.form();
    FormPart file = form == null ? null : form.file("file");
    if (form == null || file == null) {
      throw InvalidRequestException.field("file", "'file' is missing: it must be a sound file");
    }
    Notes notes = new Notes(target.strict());
    URI url = url(form, target, notes);
    return UpstreamRequest.uploading(
        url,
        headers(target, file),
        new Upload(List.of(new Upload.OfClient(file.from(), file.to()))),
        notes.dropped(),
        notes.adapted());
  }

  private static List<Header> headers(Target target, FormPart file) {
    List<Header> headers = new ArrayList<>(3);
    headers.add(new Header("content-type", contentType(file)));
    headers.add(new Header("accept-encoding", "identity"));
    Secret secret = target.credential().secret();
    if (secret != null) {
      // Its own scheme, whatever the provider's style says: a bearer is another kind of key there.
      headers.add(Header.secret("authorization", "Token ", secret));
    }
    return headers;
  }

  /** What the client says the file is, unless that is no media type. */
  private static String contentType(FormPart file) {
    String named = file.contentType();
    return named != null && named.matches("[\\w.+-]+/[\\w.+-]+")
        ? named
        : "application/octet-stream";
  }

  private static URI url(Form form, Target target, Notes notes) {
    StringBuilder query = new StringBuilder("/listen?smart_format=true&utterances=true");
    parameter(query, "model", target.model());
    boolean language = false;
    for (FormPart part : form.parts()) {
      String value = part.text();
      if (value == null) {
        continue;
      }
      switch (part.name()) {
        case "model", "timestamp_granularities[]" -> {}
        case "language" -> {
          parameter(query, "language", value);
          language = true;
        }
        case "response_format" -> Transcript.Format.of(value);
        case "stream" -> noStream(value);
        default -> notes.dropped(part.name());
      }
    }
    if (!language) {
      query.append("&detect_language=true");
    }
    return target.url(query.toString());
  }

  private static void parameter(StringBuilder query, String name, String value) {
    query.append('&').append(name).append('=').append(PathSegment.encode(value));
  }

  private static void noStream(String value) {
    if (!value.equalsIgnoreCase("false")) {
      throw InvalidRequestException.field(
          "stream", "'stream' cannot be served: the model's provider streams no transcripts");
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> answer(request, Json.read(body)));
  }

  private static Answer answer(ClientRequest request, JsonNode answer) {
    Transcript.Format format = Transcript.Format.of(request.body().string("response_format"));
    Transcript transcript = Transcript.of(answer);
    return new ClientReply(
        200,
        List.of(new Header("content-type", format.contentType())),
        transcript.show(format),
        MediaUsage.ofSeconds(transcript.seconds()),
        null,
        null);
  }
}
