package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiPassThroughTests {
  private static final String CHUNK =
      "data: {\"id\":\"c\",\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{%s},"
          + "\"finish_reason\":%s}],\"usage\":null}\n\n";
  private static final String ROLE =
      CHUNK.formatted("\"role\":\"assistant\",\"content\":\"\"", "null");
  private static final String HI = CHUNK.formatted("\"content\":\"Hi\"", "null");
  private static final String STOP = CHUNK.formatted("", "\"stop\"");
  private static final String USAGE =
      "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,"
          + "\"total_tokens\":15,\"prompt_tokens_details\":{\"cached_tokens\":4}}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static Target target(Vendor vendor) {
    return new Target(
        vendor,
        URI.create("https://api.example.com/v1/"),
        "upstream-model",
        Credential.bearer(Secret.of("sk-canary")),
        Map.of(),
        false);
  }

  private static ClientRequest parse(String json) {
    return RequestParser.parse(
        new Endpoint.Match(Endpoint.CHAT_COMPLETIONS, null),
        null,
        Headers.NONE,
        json.getBytes(UTF_8));
  }

  private static UpstreamRequest request(Vendor vendor, String json) {
    return translator(vendor).request(parse(json), target(vendor));
  }

  private static Translator translator(Vendor vendor) {
    return Translators.find(Endpoint.CHAT_COMPLETIONS, target(vendor)).orElseThrow();
  }

  private static ResponseStream stream(String json) {
    return translator(Vendors.OPENAI).exchange(parse(json), target(Vendors.OPENAI)).stream(
        Headers.NONE);
  }

  private static String feed(ResponseStream stream, String bytes) {
    return new String(stream.accept(ByteBuffer.wrap(bytes.getBytes(UTF_8))), UTF_8);
  }

  private static final String STREAMING = "{\"model\":\"m\",\"stream\":true,\"messages\":[]}";
  private static final String WITH_USAGE =
      "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

  @Test
  void changesTheModelAndAsksForUsageAndNothingElse() {
    UpstreamRequest sent =
        request(
            Vendors.OPENAI, "{\"seed\":1.0, \"model\":\"m\",\"stream\":true,\"new\":{\"a\":1}}");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(
            "{\"stream_options\":{\"include_usage\":true},\"seed\":1.0, \"model\":\"upstream-model\","
                + "\"stream\":true,\"new\":{\"a\":1}}");
    assertThat(sent.uri()).hasToString("https://api.example.com/v1/chat/completions");
    assertThat(sent.headers().toString()).doesNotContain("sk-canary");
    assertThat(sent.headers())
        .anyMatch(h -> h.name().equals("authorization") && h.value().equals("Bearer sk-canary"));
  }

  @Test
  void adaptsToACompatibleVendor() {
    Vendor vendor =
        Vendor.custom(
            Vendors.OPENAI.format(), Quirks.COMPATIBLE.withoutStreamUsage().without("seed"));
    UpstreamRequest sent =
        request(
            vendor,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"developer\",\"content\":\"x\"}],"
                + "\"max_completion_tokens\":7,\"seed\":1,\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(
            "{\"model\":\"upstream-model\",\"messages\":[{\"role\":\"system\",\"content\":\"x\"}],"
                + "\"max_tokens\":7,\"stream\":true}");
    assertThat(sent.dropped()).containsExactly("seed");
  }

  @Test
  void writesALoweredCap() {
    ClientRequest lowered = parse("{\"model\":\"m\",\"max_tokens\":500}").withOutputCap(20);
    byte[] body = translator(Vendors.OPENAI).request(lowered, target(Vendors.OPENAI)).body();
    assertThat(new String(body, UTF_8))
        .isEqualTo("{\"model\":\"upstream-model\",\"max_tokens\":20}");
  }

  @Test
  void holdsEverythingUntilTheFirstContent() {
    ResponseStream stream = stream(STREAMING);
    assertThat(feed(stream, ROLE)).isEmpty();
    assertThat(stream.committed()).isFalse();
    assertThat(feed(stream, HI)).contains("\"content\":\"Hi\"").contains("assistant");
    assertThat(stream.committed()).isTrue();
  }

  @Test
  void hidesUsageFromAClientThatDidNotAsk() {
    ResponseStream stream = stream(STREAMING);
    String out = feed(stream, ROLE + HI + STOP + USAGE + DONE);
    assertThat(out).doesNotContain("usage").endsWith(DONE);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(new Usage(6, 4, 0, 5, 0, 0, 0, 0));
    assertThat(stream.responseModel()).isEqualTo("gpt-x");
    assertThat(stream.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void showsUsageAsTheLastChunkToAClientThatAsked() {
    ResponseStream stream = stream(WITH_USAGE);
    assertThat(feed(stream, ROLE + HI + STOP + USAGE + DONE)).endsWith(USAGE + DONE);
  }

  @Test
  void movesUsageOutOfAChunkThatHasAChoice() {
    ResponseStream stream = stream(WITH_USAGE);
    String last =
        STOP.replace("\"usage\":null", "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}");
    String out = feed(stream, HI + last + DONE);
    assertThat(out)
        .contains("\"finish_reason\":\"stop\"}]}\n\n")
        .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":1");
    assertThat(stream.usage().usage().totalOutput()).isEqualTo(2);
  }

  @Test
  void turnsABrokenStreamIntoAnErrorWithoutACleanEnd() {
    ResponseStream stream = stream(STREAMING);
    feed(stream, ROLE + HI);
    String last = new String(stream.end(), UTF_8);
    assertThat(last).contains("\"code\":\"upstream_truncated\"").doesNotContain("[DONE]");
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
  }

  @Test
  void completesAStreamThatOnlyLacksItsDone() {
    ResponseStream stream = stream(STREAMING);
    feed(stream, HI + STOP);
    assertThat(new String(stream.end(), UTF_8)).endsWith(DONE);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
  }

  @Test
  void showsNothingOfAnAttemptThatFailsBeforeItsFirstContent() {
    ResponseStream stream = stream(STREAMING);
    assertThat(feed(stream, ROLE + "data: {\"error\":{\"message\":\"no\",\"code\":429}}\n\n"))
        .isEmpty();
    assertThat(stream.end()).isEmpty();
    assertThat(stream.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.RATE_LIMITED);
  }

  @Test
  void givesTheSameOutputWhereverTheStreamIsCut() {
    String all = ROLE + HI + STOP + USAGE + DONE;
    String whole = feed(stream(WITH_USAGE), all);
    for (int cut = 0; cut <= all.length(); cut++) {
      ResponseStream stream = stream(WITH_USAGE);
      assertThat(feed(stream, all.substring(0, cut)) + feed(stream, all.substring(cut)))
          .isEqualTo(whole);
    }
  }

  @Test
  void countsReasoningThatAVendorLeavesOutOfItsCompletionTokens() {
    ClientReply reply =
        (ClientReply)
            translator(Vendors.OPENAI)
                .exchange(parse(STREAMING), target(Vendors.OPENAI))
                .answer(
                    200,
                    Headers.NONE,
                    ("{\"model\":\"grok\",\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{"
                            + "\"prompt_tokens\":12,\"completion_tokens\":1,\"total_tokens\":241,"
                            + "\"completion_tokens_details\":{\"reasoning_tokens\":228}}}")
                        .getBytes(UTF_8));
    assertThat(reply.usage().usage()).isEqualTo(new Usage(12, 0, 0, 1, 228, 0, 0, 0));
  }
}
