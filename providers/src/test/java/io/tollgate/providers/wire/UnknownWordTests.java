package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles and parts that a client's protocol does not know, wherever its request would go. */
class UnknownWordTests {
  private static final String HI = "{\"role\":\"user\",\"content\":\"Hi\"}";

  private static void assertRefused(String path, String body, String field) {
    assertThatThrownBy(() -> Calls.request(path, body))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.field()).isEqualTo(field);
              assertThat(refused).hasMessageContaining("'" + field + "'");
            });
  }

  private static void assertPasses(String path, Target target, String body) {
    assertThat(Calls.translate(Calls.request(path, body), target).body())
        .isEqualTo(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"/v1/chat/completions,messages", "/v1/messages,messages", "/v1/responses,input"})
  void anUnknownRoleIsRefusedByItsPlace(String path, String list) {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,\"%s\":[%s,%s,{\"content\":\"x\",\"role\":\"wizard\"}]}"
            .formatted(list, HI, HI);
    assertRefused(path, body, list + "[2].role");
  }

  @ParameterizedTest
  @CsvSource({"/v1/chat/completions,messages", "/v1/messages,messages", "/v1/responses,input"})
  void anUnknownPartIsRefusedByItsPlace(String path, String list) {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,\"%s\":[%s,{\"role\":\"user\",\"content\":[{\"type\":\"hologram\"}]}]}"
            .formatted(list, HI);
    assertRefused(path, body, list + "[1].content[0].type");
  }

  @Test
  void anUnknownPartOfAResultIsRefused() {
    assertRefused(
        "/v1/messages",
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
          {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x"},{"type":"hologram"}]}]}]}
        """,
        "messages[0].content[0].content[1].type");
  }

  @Test
  void anUnknownItemIsRefused() {
    assertRefused(
        "/v1/responses", "{\"model\":\"m\",\"input\":[{\"type\":\"hologram\"}]}", "input[0].type");
  }

  @Test
  void whatVendorsToolsHaveDoneIsKnownByItsName() {
    assertPasses(
        "/v1/responses",
        Calls.target(Vendors.OPENAI, "m"),
        """
        {"model":"m","input":[{"type":"x_search_call","id":"1"},{"type":"x_search_call_output","id":"1"},
          {"type":"openrouter:datetime","id":"2"}]}\
        """);
    assertPasses(
        "/v1/messages",
        Calls.target(Vendors.ANTHROPIC, "m"),
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":[
          {"type":"new_tool_result","content":[{"type":"new_result"}]}]}]}\
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generateContent", "streamGenerateContent", "countTokens"})
  void geminisRolesAndPartsAreKnown(String method) {
    String path = "/v1beta/models/m:" + method;
    assertRefused(
        path,
        "{\"contents\":[{\"role\":\"assistant\",\"parts\":[{\"text\":\"Hi\"}]}]}",
        "contents[0].role");
    assertRefused(
        path,
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"},{\"hologram\":{\"text\":\"Hi\"}}]}]}",
        "contents[0].parts[1].hologram");
    assertRefused(path, "{\"contents\":{\"parts\":{\"hologram\":1}}}", "contents.parts.hologram");
  }

  @Test
  void aKnownPartMayHaveUnknownFields() {
    assertPasses(
        "/v1/models/m:generateContent",
        Calls.target(Vendors.GEMINI, "m"),
        "{\"contents\":[{\"parts\":[{\"hologram\":{},\"text\":\"Hi\"},{\"functionCall\":{\"new\":1}},{}]}]}");
  }

  @Test
  void rolesAndTypesInAClientsOwnDataAreItsOwn() {
    assertPasses(
        "/v1/messages",
        Calls.target(Vendors.ANTHROPIC, "m"),
        """
        {"model":"m","max_tokens":9,"metadata":{"messages":{"role":"x"}},"messages":[{"role":"assistant","content":[
          {"type":"tool_use","id":"t","name":"n","input":{"role":"wizard","content":[{"type":"hologram"}]}}]}]}\
        """);
  }

  @Test
  void anEscapedWordIsTheSameWord() {
    assertRefused(
        "/v1/chat/completions",
        "{\"model\":\"m\",\"messages\":[{\"r\\u006fle\":\"wiz\\u0061rd\",\"content\":\"x\"}]}",
        "messages[0].role");
    assertPasses(
        "/v1/chat/completions",
        Calls.target(Vendors.OPENAI, "m"),
        "{\"model\":\"m\",\"messages\":[{\"role\":\"us\\u0065r\",\"content\":\"x\"}]}");
  }

  @Test
  void aLongWordIsNotRepeatedAtLength() {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"%s\"}]}".formatted("wizard".repeat(1000));
    assertThatThrownBy(() -> Calls.request("/v1/chat/completions", body))
        .message()
        .hasSizeLessThan(200);
  }
}
