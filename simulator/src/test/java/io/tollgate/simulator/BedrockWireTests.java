package io.tollgate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.simulator.vendor.bedrock.Bedrock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;
import tools.jackson.databind.JsonNode;

class BedrockWireTests {
  private static final String HELLO =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static SimulatorServer simulator;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create(simulator.uri() + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> withApiKey(String path, String body) throws Exception {
    return send(post(path, body).header("Authorization", "Bearer bedrock-api-key"));
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    return Exchange.json(new String(response.body(), UTF_8));
  }

  /** By Amazon's own decoder, which checks both sums of each message. */
  private static List<Message> messages(byte[] body) {
    var decoder = new MessageDecoder();
    decoder.feed(body);
    return decoder.getDecodedMessages();
  }

  private static String type(Message message) {
    return message.getHeaders().get(":event-type").getString();
  }

  private static JsonNode payload(Message message) {
    return Exchange.json(new String(message.getPayload(), UTF_8));
  }

  @Test
  void answersInOnePiece() throws Exception {
    var reply = withApiKey("/model/sim-small/converse", HELLO);
    assertThat(reply.statusCode()).isEqualTo(200);
    JsonNode answer = json(reply);
    assertThat(
            answer.path("output").path("message").path("content").path(0).path("text").asString())
        .startsWith("Hello from sim-small");
    assertThat(answer.path("stopReason").asString()).isEqualTo("end_turn");
    assertThat(answer.path("usage").path("inputTokens").asInt()).isEqualTo(1);
  }

  @Test
  void streamsTheSameAnswerInFramesThatAmazonReads() throws Exception {
    var reply = withApiKey("/model/sim-small/converse-stream", HELLO);
    assertThat(reply.headers().firstValue("content-type"))
        .contains("application/vnd.amazon.eventstream");
    var types = new ArrayList<String>();
    var text = new StringBuilder();
    for (Message message : messages(reply.body())) {
      types.add(type(message));
      text.append(payload(message).path("delta").path("text").asString(""));
    }
    assertThat(types)
        .startsWith("messageStart", "contentBlockDelta")
        .endsWith("messageStop", "metadata");
    assertThat(text.toString())
        .isEqualTo(
            json(withApiKey("/model/sim-small/converse", HELLO))
                .path("output")
                .path("message")
                .path("content")
                .path(0)
                .path("text")
                .asString());
  }

  @Test
  void callsToolsInParallel() throws Exception {
    String tools =
        HELLO.substring(0, HELLO.length() - 1)
            + ",\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}}}}]}}";
    var whole = json(withApiKey("/model/sim-small%2Btool-calls=2/converse", tools));
    assertThat(whole.path("output").path("message").path("content").size()).isEqualTo(2);
    assertThat(whole.path("stopReason").asString()).isEqualTo("tool_use");
    var arguments = new StringBuilder();
    for (Message message :
        messages(withApiKey("/model/sim-small%2Btool-calls=1/converse-stream", tools).body())) {
      arguments.append(payload(message).path("delta").path("toolUse").path("input").asString(""));
    }
    assertThat(Exchange.json(arguments.toString()).has("a")).isTrue();
  }

  @Test
  void endsAStreamWithAnException() throws Exception {
    var reply = withApiKey("/model/sim-small%2Berror-after-tokens=3/converse-stream", HELLO);
    var last = messages(reply.body()).getLast().getHeaders();
    assertThat(last.get(":message-type").getString()).isEqualTo("exception");
    assertThat(last.get(":exception-type").getString()).isEqualTo("throttlingException");
  }

  @Test
  void writesSingleBytesAndCuts() throws Exception {
    var single = withApiKey("/model/sim-small%2Bwrite-one-byte/converse-stream", HELLO);
    assertThat(messages(single.body())).hasSizeGreaterThan(5);
    assertThatThrownBy(
            () -> withApiKey("/model/sim-small%2Bcut-after-bytes=300/converse-stream", HELLO))
        .isInstanceOf(IOException.class);
  }

  private static HttpRequest.Builder signed(
      String path, String body, AwsCredentialsIdentity identity) {
    URI uri = URI.create(simulator.uri() + path);
    var signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(identity)
                    .request(SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri).build())
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
            .request();
    var request = post(path, body);
    signed.forEachHeader((name, values) -> {
      if (!name.equalsIgnoreCase("host")) {
        request.header(name, values.getFirst());
      }
    });
    return request;
  }

  @ParameterizedTest
  @CsvSource({"sim-small", "arn%3Aaws%3Abedrock%3Aeu%3A1%3Ainference-profile%2Feu.sim-v1%3A0"})
  void takesTheSignatureOfAmazonsOwnSigner(String model) throws Exception {
    String path = "/model/" + model + "/converse";
    var key = AwsCredentialsIdentity.create(Bedrock.ACCESS_KEY_ID, Bedrock.SECRET_ACCESS_KEY);
    assertThat(send(signed(path, HELLO, key)).statusCode()).isEqualTo(200);
    var temporary =
        AwsSessionCredentialsIdentity.create(
            Bedrock.ACCESS_KEY_ID, Bedrock.SECRET_ACCESS_KEY, "token");
    assertThat(send(signed(path, HELLO, temporary)).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNotSignedWell() throws Exception {
    String path = "/model/sim-small/converse";
    refused(post(path, HELLO), "MissingAuthenticationTokenException");
    refused(post(path, HELLO).header("Authorization", "Bearer invalid"), "AccessDeniedException");
    refused(
        signed(path, HELLO, AwsCredentialsIdentity.create("AKIAOTHER", "secret")),
        "UnrecognizedClientException");
    refused(
        signed(path, HELLO, AwsCredentialsIdentity.create(Bedrock.ACCESS_KEY_ID, "wrong")),
        "InvalidSignatureException");
    var key = AwsCredentialsIdentity.create(Bedrock.ACCESS_KEY_ID, Bedrock.SECRET_ACCESS_KEY);
    refused(
        signed(path, HELLO, key).POST(HttpRequest.BodyPublishers.ofString(HELLO + " ")),
        "InvalidSignatureException");
  }

  private static void refused(HttpRequest.Builder request, String type) throws Exception {
    var reply = send(request);
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.headers().firstValue("x-amzn-errortype").orElseThrow()).startsWith(type + ":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'messages':[{'role':'assistant','content':[{'text':'a'}]}]} | alternate",
        "{'messages':[{'role':'user','content':[{'text':' '}]}]} | blank",
        "{'messages':[{'role':'user','content':[]}]} | empty",
        "{'messages':[{'role':'user','content':[{'text':'a'}]},{'role':'assistant','content':[{'toolUse':{'toolUseId':'t','name':'f','input':{}}}]},{'role':'user','content':[{'text':'a'}]}]} | toolResult",
        "{'messages':[{'role':'user','content':[{'text':'a'}]}],'max_tokens':1} | not known"
      })
  void refusesWhatBedrockRefuses(String body, String reason) throws Exception {
    var reply = withApiKey("/model/sim-small/converse", body.replace('\'', '"'));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).path("message").asString()).contains(reason);
  }

  @Test
  void countsForClaudeAndForNoProfileOfIt() throws Exception {
    String body =
        """
        {"input":{"converse":{"messages":[{"role":"user","content":[{"text":"one two"}]}]}}}
        """;
    var counted = withApiKey("/model/anthropic.claude-x/count-tokens", body);
    assertThat(json(counted).path("inputTokens").asInt()).isEqualTo(2);
    var refused = withApiKey("/model/us.anthropic.claude-x/count-tokens", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("message").asString()).contains("support counting tokens");
  }

  @Test
  void embedsAndRanks() throws Exception {
    var titan = withApiKey("/model/titan-embed/invoke", "{\"inputText\":\"one two\"}");
    assertThat(json(titan).path("inputTextTokenCount").asInt()).isEqualTo(2);
    var cohere = withApiKey("/model/cohere.embed/invoke", "{\"texts\":[\"a\",\"b\"]}");
    assertThat(json(cohere).path("embeddings").path("float").size()).isEqualTo(2);
    var ranked =
        withApiKey(
            "/rerank",
            """
            {"queries":[{"type":"TEXT","textQuery":{"text":"red apples"}}],
             "sources":[{"type":"INLINE","inlineDocumentSource":{"type":"TEXT","textDocument":{"text":"blue sky"}}},
                        {"type":"INLINE","inlineDocumentSource":{"type":"TEXT","textDocument":{"text":"red apples"}}}],
             "rerankingConfiguration":{"type":"BEDROCK_RERANKING_MODEL","bedrockRerankingConfiguration":
               {"modelConfiguration":{"modelArn":"arn:aws:bedrock:eu::foundation-model/r"}}}}
            """);
    assertThat(json(ranked).path("results").path(0).path("index").asInt()).isEqualTo(1);
  }
}
