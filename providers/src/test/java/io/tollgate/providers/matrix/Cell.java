package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.matrix.ClientSamples.Asked;
import io.tollgate.providers.multipart.Forms;
import io.tollgate.providers.wire.responses.StoredTurn;
import io.tollgate.providers.wire.responses.TurnRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One capability of one client at one upstream: what becomes of a request that asks for it. */
record Cell(
    ClientSamples client,
    String capability,
    JsonNode sample,
    Upstream upstream,
    Carried carried,
    Set<String> notes) {
  /** What every upstream has a name of its own for. */
  private static final String MODEL = "(name=\"model\"\r\n\r\n)[^\r]*";

  private static final String OWN =
      "\"(?:anthropic_version|model)\":\"[^\"]*\",?"
          + "|\"stream_options\":\\{\"include_usage\":true},?";

  String title() {
    return client.title() + " → " + upstream.name() + ", " + capability;
  }

  private void note(String what) {
    notes.add(title() + ": " + what);
  }

  String outcome() {
    Asked asked = client.asked(sample);
    Target target = upstream.target(client.endpoint());
    Optional<Translator> translator = Translators.find(client.endpoint(), target);
    if (translator.isEmpty()) {
      return client.endpoint().operation() == Operation.TOKEN_COUNT ? "estimated" : "–";
    }
    try {
      return outcome(asked, sent(translator.get(), asked.request(), target));
    } catch (InvalidRequestException refused) {
      assertFieldShown(asked.request(), refused);
      boolean kept = isRecalled(translator.get(), asked.request(), target);
      note((kept ? "kept, or " : "") + "refused, \"" + refused.getMessage() + "\"");
      return kept ? "kept" : "refused";
    }
  }

  private String outcome(Asked asked, UpstreamRequest sent) {
    if (!sent.dropped().isEmpty()) {
      // A vendor's quirks have no order.
      note("dropped " + sent.dropped().stream().sorted().collect(joining(", ")));
      return "dropped";
    }
    if (!sent.adapted().isEmpty()) {
      note(String.join("; ", sent.adapted()));
      carried.assertIn(this, text(asked, sent));
      return "adapted";
    }
    if (isUntouched(asked, sent) && passesUnknown()) {
      return "native";
    }
    assertThat(sent.uri() + body(asked, sent))
        .as(title())
        .doesNotEndWith(client.endpoint().path() + asked.text());
    carried.assertIn(this, text(asked, sent));
    return "translated";
  }

  /** Byte for byte what the client sent, but for what upstreams have of their own. */
  private static boolean isUntouched(Asked asked, UpstreamRequest sent) {
    return withoutOwn(body(asked, sent)).equals(withoutOwn(asked.text()));
  }

  private static String withoutOwn(String body) {
    return body.replaceAll(MODEL, "$1").replaceAll(OWN, "").replace(",}", "}");
  }

  /** A field that nobody knows only arrives where nothing is decoded. */
  private boolean passesUnknown() {
    Asked unknown = client.asked(((ObjectNode) sample.deepCopy()).put("x_unknown", "1"));
    Target target = upstream.target(client.endpoint());
    Translator translator = Translators.find(client.endpoint(), target).orElseThrow();
    return isUntouched(unknown, translator.request(unknown.request(), target));
  }

  private static String text(Asked asked, UpstreamRequest sent) {
    return sent.uri() + "\n" + body(asked, sent);
  }

  private static String body(Asked asked, UpstreamRequest sent) {
    byte[] body = sent.upload() == null ? sent.body() : Forms.assemble(sent.upload(), asked.body());
    return new String(body, UTF_8);
  }

  private static UpstreamRequest sent(Translator translator, ClientRequest request, Target target) {
    try {
      return translator.request(request, target);
    } catch (MediaNeededException needed) {
      FetchedMedia png = new FetchedMedia("image/png", "iVBORw0KGgo=");
      return translator.request(
          request.withMedia(needed.urls().stream().collect(toMap(url -> url, url -> png))), target);
    }
  }

  /** Each protocol has a place of its own for it. */
  private void assertFieldShown(ClientRequest request, InvalidRequestException refused) {
    ErrorBody shown = ErrorRenderer.render(request.protocol(), refused.toClientError(), "req_1");
    assertThat(refused.field()).as(title()).isNotEmpty();
    assertThat(new String(shown.body(), UTF_8)).as(title()).contains(refused.field());
  }

  /** What names a turn that the gateway knows goes upstream with the words of that turn. */
  private static boolean isRecalled(Translator translator, ClientRequest request, Target target) {
    if (request.endpoint() != Endpoint.RESPONSES || TurnRequest.of(request).previous() == null) {
      return false;
    }
    StoredTurn before =
        StoredTurn.read(
            """
            {"input":[{"role":"user","content":"Said before"}],"response":{"output":[]}}
            """
                .getBytes(UTF_8));
    byte[] whole = TurnRequest.whole(request, List.of(before), false);
    ClientRequest recalled = Calls.request(request.endpoint().path(), new String(whole, UTF_8));
    return new String(translator.request(recalled, target).body(), UTF_8).contains("Said before");
  }
}
