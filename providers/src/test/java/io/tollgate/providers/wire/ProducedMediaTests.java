package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures and sound in answers, for clients of other formats than the provider's. */
class ProducedMediaTests {
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash-image");
  private static final Target OPENROUTER =
      Calls.target(Vendors.find("openrouter").orElseThrow(), "google/gemini-2.5-flash-image");

  private static final String PICTURE =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"A cat: "},
        {"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},
       "finishReason":"STOP","index":0}],"modelVersion":"g","responseId":"r",
       "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":1293,"totalTokenCount":1300,
        "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]}}
      """;

  private static final String SOUND =
      """
      {"candidates":[{"content":{"role":"model","parts":[
        {"inlineData":{"mimeType":"audio/L16;codec=pcm;rate=24000","data":"AAEC"}}]},
       "finishReason":"STOP","index":0}],"modelVersion":"g","responseId":"r",
       "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":50,"totalTokenCount":57,
        "candidatesTokensDetails":[{"modality":"AUDIO","tokenCount":50}]}}
      """;

  private static final String CHAT_PICTURE =
      """
      {"id":"gen-1","model":"g","choices":[{"index":0,"finish_reason":"stop","message":
        {"role":"assistant","content":"A cat: ","images":[{"index":0,"type":"image_url",
         "image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}}],
       "usage":{"prompt_tokens":7,"completion_tokens":1293,"total_tokens":1300,
        "completion_tokens_details":{"image_tokens":1290}}}
      """;

  private static ClientRequest chat(String more) {
    return Calls.chat(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}");
  }

  private static ClientRequest responses() {
    return Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"x\"}");
  }

  private static ClientRequest messages() {
    return Calls.request(
        "/v1/messages",
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}
        """);
  }

  private static ClientRequest gemini(String method) {
    return Calls.request(
        "/v1beta/models/m:" + method,
        "alt=sse",
        Headers.NONE,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
  }

  private static ClientReply reply(ClientRequest client, Target target, String body) {
    return (ClientReply) Calls.answer(client, target, 200, body.getBytes(UTF_8));
  }

  private static JsonNode shown(ClientRequest client, Target target, String body) {
    return Json.read(reply(client, target, body).body());
  }

  private static String streamed(ResponseStream stream, String chunk) {
    String frame = "data: " + chunk.replace('\n', ' ') + "\n\n";
    return Calls.run(stream, frame.getBytes(UTF_8), 50);
  }

  @Test
  void aChatClientGetsThePictureAsOpenRouterShowsIt() {
    JsonNode message = shown(chat(""), GEMINI, PICTURE).path("choices").path(0).path("message");
    assertThat(message.path("content").asString()).isEqualTo("A cat: ");
    assertThat(message.path("images"))
        .isEqualTo(
            Json.read(
                """
                [{"index":0,"type":"image_url",
                  "image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]
                """));
  }

  @Test
  void aStreamShowsThePictureInADelta() {
    ResponseStream stream = Calls.stream(chat(",\"stream\":true"), GEMINI);
    assertThat(streamed(stream, PICTURE))
        .contains(
            "\"delta\":{\"images\":[{\"index\":0,\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]}")
        .contains("[DONE]");
    assertThat(stream.dropped()).isEmpty();
  }

  @Test
  void aResponsesClientGetsThePictureAsAnItem() {
    JsonNode item = shown(responses(), GEMINI, PICTURE).path("output").path(1);
    assertThat(item.path("type").asString()).isEqualTo("image_generation_call");
    assertThat(item.path("status").asString()).isEqualTo("completed");
    assertThat(item.path("output_format").asString()).isEqualTo("png");
    assertThat(item.path("result").asString()).isEqualTo("iVBORw0KGgo=");
  }

  @Test
  void aStreamedResponseMakesThePictureStepByStep() {
    String seen = streamed(Calls.stream(responses(), GEMINI), PICTURE);
    assertThat(seen)
        .containsSubsequence(
            "event: response.output_item.done",
            "event: response.output_item.added",
            "\"type\":\"image_generation_call\",\"status\":\"in_progress\"",
            "event: response.image_generation_call.in_progress",
            "event: response.image_generation_call.generating",
            "event: response.image_generation_call.completed",
            "event: response.output_item.done",
            "\"result\":\"iVBORw0KGgo=\"",
            "event: response.completed");
  }

  @Test
  void aGeminiClientGetsWhatAChatProviderDraws() {
    JsonNode answer = shown(gemini("generateContent"), OPENROUTER, CHAT_PICTURE);
    assertThat(answer.path("candidates").path(0).path("content").path("parts").path(1))
        .isEqualTo(
            Json.read("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}"));
    assertThat(answer.path("usageMetadata").path("candidatesTokensDetails"))
        .isEqualTo(Json.read("[{\"modality\":\"IMAGE\",\"tokenCount\":1290}]"));
  }

  @Test
  void aPictureWithoutAPlaceIsNamed() {
    ClientReply reply = reply(messages(), GEMINI, PICTURE);
    assertThat(reply.dropped()).containsExactly("answer.image");
    assertThat(new String(reply.body(), UTF_8)).contains("A cat: ").doesNotContain("iVBOR");
    ResponseStream stream = Calls.stream(messages(), GEMINI);
    assertThat(streamed(stream, PICTURE)).contains("A cat: ").doesNotContain("iVBOR");
    assertThat(stream.dropped()).containsExactly("answer.image");
  }

  @Test
  void aPicturesTokensAreInTheirOwnBucketInEveryFormat() {
    Usage drawn = new Usage(7, 0, 0, 3, 0, 0, 0, 1290);
    assertThat(reply(chat(""), GEMINI, PICTURE).usage().usage()).isEqualTo(drawn);
    assertThat(reply(messages(), OPENROUTER, CHAT_PICTURE).usage().usage()).isEqualTo(drawn);
    Usage spoken = new Usage(7, 0, 0, 0, 0, 0, 50, 0);
    assertThat(reply(chat(""), GEMINI, SOUND).usage().usage()).isEqualTo(spoken);
    JsonNode details =
        shown(chat(""), GEMINI, SOUND).path("usage").path("completion_tokens_details");
    assertThat(details.path("audio_tokens").asInt()).isEqualTo(50);
  }

  @Test
  void aChatClientGetsSoundInTheFormatThatItAskedFor() {
    JsonNode raw = sound(",\"audio\":{\"format\":\"pcm16\"}");
    assertThat(raw.path("data").asString()).isEqualTo("AAEC");
    JsonNode file = sound(",\"audio\":{\"format\":\"wav\"}");
    // RIFF, and 3 bytes of samples at 24,000 of two bytes a second.
    assertThat(file.path("data").asString())
        .isEqualTo("UklGRicAAABXQVZFZm10IBAAAAABAAEAwF0AAIC7AAACABAAZGF0YQMAAAAAAQI=");
  }

  private static JsonNode sound(String format) {
    JsonNode message = shown(chat(format), GEMINI, SOUND).path("choices").path(0).path("message");
    assertThat(message.path("content").isNull()).isTrue();
    return message.path("audio");
  }

  @Test
  void aGeminiClientGetsWhatAChatProviderSays() {
    String answer =
        """
        {"id":"c","model":"g","choices":[{"index":0,"finish_reason":"stop","message":
          {"role":"assistant","content":null,"audio":{"id":"a","data":"AAEC","transcript":"Hi",
           "expires_at":1}}}]}
        """;
    JsonNode parts =
        shown(gemini("generateContent"), OPENROUTER, answer)
            .path("candidates")
            .path(0)
            .path("content")
            .path("parts");
    assertThat(parts.path(0).path("text").asString()).isEqualTo("Hi");
    assertThat(parts.path(1).path("inlineData").path("data").asString()).isEqualTo("AAEC");
  }

  @Test
  void aPictureThatComesBackGoesToWhoDrawsPictures() {
    ClientRequest again =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Draw a cat"},
              {"role":"assistant","content":"A cat: ","images":[{"type":"image_url",
               "image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},
              {"role":"user","content":"Greyer"}]}
            """);
    assertThat(Calls.sent(again, GEMINI).path("contents").path(1).path("parts").path(1))
        .isEqualTo(
            Json.read("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}"));
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
    assertThat(Calls.translate(again, claude).dropped())
        .containsExactly("image of an assistant turn");
    assertThat(Calls.sent(again, claude).toString()).doesNotContain("iVBOR");
  }

  @Test
  void aPictureOfGeminisGoesOnToAChatProviderThatDraws() {
    ClientRequest again =
        Calls.request(
            "/v1beta/models/m:generateContent",
            """
            {"contents":[{"role":"user","parts":[{"text":"Draw a cat"}]},
              {"role":"model","parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},
              {"role":"user","parts":[{"text":"Greyer"}]}]}
            """);
    assertThat(
            Calls.sent(again, OPENROUTER)
                .path("messages")
                .path(1)
                .path("images")
                .path(0)
                .path("image_url")
                .path("url")
                .asString())
        .isEqualTo("data:image/png;base64,iVBORw0KGgo=");
    assertThat(Calls.translate(again, Calls.target(Vendors.OPENAI, "gpt")).dropped())
        .containsExactly("image of an assistant turn");
  }

  @Test
  void aResponsesItemWithAPictureIsWhatTheAssistantDrew() {
    ClientRequest again =
        Calls.request(
            "/v1/responses",
            """
            {"model":"m","input":[{"role":"user","content":"Draw a cat"},
              {"type":"image_generation_call","id":"ig_1","status":"completed",
               "output_format":"webp","result":"AAAA"},{"role":"user","content":"Greyer"}]}
            """);
    assertThat(Calls.sent(again, GEMINI).path("contents").path(1))
        .isEqualTo(
            Json.read(
                """
                {"role":"model","parts":[{"inlineData":{"mimeType":"image/webp","data":"AAAA"}}]}
                """));
  }

  @Test
  void whatAnAnswerIsToBeMadeOfIsSaidInTheProvidersWords() {
    JsonNode drawn =
        Calls.sent(chat(",\"modalities\":[\"text\",\"image\"]"), GEMINI).path("generationConfig");
    assertThat(drawn.path("responseModalities")).isEqualTo(Json.read("[\"TEXT\",\"IMAGE\"]"));
    ClientRequest spoken =
        chat(
            ",\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"Kore\",\"format\":\"wav\"}");
    assertThat(Calls.sent(spoken, GEMINI).path("generationConfig"))
        .isEqualTo(
            Json.read(
                """
                {"responseModalities":["AUDIO"],
                 "speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}}}}
                """));
    ClientRequest tool =
        Calls.request(
            "/v1/responses",
            "{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"type\":\"image_generation\"}]}");
    assertThat(Calls.sent(tool, OPENROUTER).path("modalities"))
        .isEqualTo(Json.read("[\"text\",\"image\"]"));
    ClientRequest gemini =
        Calls.request(
            "/v1beta/models/m:generateContent",
            """
            {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],
             "generationConfig":{"responseModalities":["AUDIO"]}}
            """);
    JsonNode asked = Calls.sent(gemini, Calls.target(Vendors.OPENAI, "gpt-audio"));
    assertThat(asked.path("modalities")).isEqualTo(Json.read("[\"text\",\"audio\"]"));
    assertThat(asked.path("audio"))
        .isEqualTo(Json.read("{\"voice\":\"alloy\",\"format\":\"pcm16\"}"));
  }

  @Test
  void whoeverOnlyWritesIsNotAskedForPictures() {
    ClientRequest asked = chat(",\"modalities\":[\"text\",\"image\"]");
    Target claude = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");
    assertThat(Calls.translate(asked, claude).dropped()).containsExactly("modalities");
    assertThat(Calls.translate(chat(",\"modalities\":[\"text\"]"), claude).dropped()).isEmpty();
  }

  @Test
  void anAnswerCanBeSentBackAsItIsWithoutARemark() {
    JsonNode message = shown(chat(""), GEMINI, PICTURE).path("choices").path(0).path("message");
    ClientRequest again =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"A cat\"},"
                + message
                + ",{\"role\":\"user\",\"content\":\"Greyer\"}]}");
    assertThat(Calls.translate(again, GEMINI).dropped()).isEmpty();
    JsonNode item = shown(responses(), GEMINI, PICTURE).path("output").path(1);
    ClientRequest items =
        Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":[" + item + "]}");
    assertThat(Calls.translate(items, GEMINI).dropped()).isEmpty();
  }
}
