package io.tollgate.providers.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonOutlineTests {
  private static JsonOutline outline(String json) {
    return JsonOutline.of(json.getBytes(UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void readsTopLevelFields() {
    JsonOutline outline = outline("{\"model\":\"a\\u00e9\", \"stream\" : true,\"n\":3,\"x\":null}");
    assertThat(outline.string("model")).isEqualTo("aé");
    assertThat(outline.flag("stream")).isTrue();
    assertThat(outline.count("n")).hasValue(3);
    assertThat(outline.has("x")).isFalse();
    assertThat(outline.names()).containsExactlyInAnyOrder("model", "stream", "n", "x");
  }

  @Test
  void replacesOneFieldAndKeepsEveryOtherByte() {
    JsonOutline outline =
        outline("{ \"temperature\": 1.10e0,\n\t\"model\" : \"gpt\" , \"z\":\"\\u0041\", \"a\":1 }");
    byte[] edited = JsonEdit.of(outline).set("model", Json.quoted("other")).apply();
    assertThat(text(edited))
        .isEqualTo(
            "{ \"temperature\": 1.10e0,\n\t\"model\" : \"other\" , \"z\":\"\\u0041\", \"a\":1 }");
  }

  @Test
  void addsToNestedObjectsInPlace() {
    JsonOutline outline = outline("{\"model\":\"m\",\"stream_options\":{ \"x\":[1, 2] },\"b\":2}");
    JsonOutline options = outline.nested("stream_options");
    assertThat(options).isNotNull();
    byte[] edited =
        JsonEdit.of(outline).set(options, "include_usage", "true".getBytes(UTF_8)).apply();
    assertThat(text(edited))
        .isEqualTo(
            "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true, \"x\":[1, 2] },\"b\":2}");
  }

  @Test
  void addsToAnEmptyObject() {
    JsonOutline outline = outline("{\"stream_options\":{}}");
    JsonOutline options = outline.nested("stream_options");
    assertThat(options).isNotNull();
    byte[] edited = JsonEdit.of(outline).set(options, "a", "1".getBytes(UTF_8)).apply();
    assertThat(text(edited)).isEqualTo("{\"stream_options\":{\"a\":1}}");
  }

  @Test
  void removesFieldsWithTheirCommas() {
    String json = "{\"a\":1, \"b\" : [2] ,\"c\":\"3\",\"d\":4}";
    assertThat(removed(json, "b")).isEqualTo("{\"a\":1, \"c\":\"3\",\"d\":4}");
    assertThat(removed(json, "d")).isEqualTo("{\"a\":1, \"b\" : [2] ,\"c\":\"3\"}");
    assertThat(removed(json, "c", "d")).isEqualTo("{\"a\":1, \"b\" : [2]}");
    assertThat(removed(json, "a", "b")).isEqualTo("{\"c\":\"3\",\"d\":4}");
    assertThat(removed(json, "b", "d")).isEqualTo("{\"a\":1, \"c\":\"3\"}");
  }

  private static String removed(String json, String... names) {
    return text(JsonEdit.of(outline(json)).remove(Set.of(names)).apply());
  }

  @Test
  void replacesOnlyRolesAndNeverText() {
    JsonOutline outline =
        outline(
            "{\"messages\":[{\"role\": \"developer\",\"content\":\"\\\"role\\\":\\\"developer\\\"\"},"
                + "{\"role\":\"user\",\"name\":\"developer\",\"content\":\"developer\"}]}");
    byte[] edited =
        JsonEdit.of(outline).replaceInside("messages", "role", "developer", "system").apply();
    assertThat(text(edited))
        .isEqualTo(
            "{\"messages\":[{\"role\": \"system\",\"content\":\"\\\"role\\\":\\\"developer\\\"\"},"
                + "{\"role\":\"user\",\"name\":\"developer\",\"content\":\"developer\"}]}");
  }

  @Test
  void refusesADuplicateKeyAtAnyDepth() {
    assertThatThrownBy(() -> outline("{\"model\":\"a\",\"model\":\"b\"}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("model");
    assertThatThrownBy(() -> outline("{\"messages\":[{\"content\":\"a\",\"content\":\"b\"}]}"))
        .isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void refusesACaseVariantOfAFieldWithMeaning() {
    assertThatThrownBy(() -> outline("{\"model\":\"a\",\"Model\":\"b\"}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("Model");
    assertThatThrownBy(() -> outline("{\"messages\":[{\"content\":\"a\",\"Content\":\"b\"}]}"))
        .isInstanceOf(InvalidJsonException.class);
  }

  /** Go's servers match keys so, and take the last one. */
  @Test
  void refusesWhatIsTheSameFieldToAReaderThatFoldsUnicode() {
    assertThatThrownBy(() -> outline("{\"max_tokens\":5,\"max_token\u017f\":100000}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("max_token\u017f");
    assertThatThrownBy(() -> outline("{\"messages\":[{\"toolCalls\":1,\"tool_call\u017f\":2}]}"))
        .isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> outline("{\"top_k\":5,\"top_\u212a\":1}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("top_\u212a");
  }

  @Test
  void refusesTwoSpellingsOfAFieldThatMeansNothingToUs() {
    assertThatThrownBy(() -> outline("{\"temperature\":0,\"Temperature\":2}"))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("Temperature");
    assertThatThrownBy(() -> outline("{\"Reasoning_Effort\":0,\"model\":1,\"reasoning_effort\":2}"))
        .isInstanceOf(InvalidJsonException.class);
    assertThat(outline("{\"generationConfig\":{},\"toolConfig\":{},\"\u00e4\":1}").fields())
        .hasSize(3);
  }

  @Test
  void leavesTheSpellingOfTheClientsOwnDataAlone() {
    outline("{\"tools\":[{\"function\":{\"parameters\":{\"Model\":1,\"TEXT\":{\"Role\":2}}}}]}");
    outline("{\"messages\":[{\"content\":[{\"input\":{\"Content\":1}}]}]}");
  }

  @Test
  void saysWhereAMistakeIs() {
    assertThatThrownBy(() -> outline("{\n  \"model\": tru\n}"))
        .isInstanceOfSatisfying(
            InvalidJsonException.class,
            e -> {
              assertThat(e.position()).isNotNull();
              assertThat(e.position().line()).isEqualTo(2);
            });
    assertThatThrownBy(() -> outline("{\n \"stream\": \"yes\"}").flag("stream"))
        .isInstanceOfSatisfying(
            InvalidJsonException.class,
            e -> {
              assertThat(e.field()).isEqualTo("stream");
              assertThat(e.position()).isEqualTo(new JsonPosition(2, 12, 13));
            });
  }

  @Test
  void refusesWhatIsNoObjectTooDeepOrNotUtf8() {
    assertThatThrownBy(() -> outline("[]")).isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> outline("")).isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> outline("{} {}")).isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> outline("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> JsonOutline.of("{\"model\":\"a\"}".getBytes(UTF_16)))
        .isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(
            () -> JsonOutline.of(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}))
        .isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void takesNoBytesThatReadersDisagreeOn() {
    for (String hex :
        List.of(
            "c0af",
            "c1bf",
            "e080af",
            "f08080af",
            "eda080",
            "edbfbf",
            "f4908080",
            "f5808080",
            "80",
            "e282",
            "ff")) {
      assertThatThrownBy(() -> JsonOutline.of(inString(HexFormat.of().parseHex(hex))))
          .as(hex)
          .isInstanceOf(InvalidJsonException.class)
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void takesEveryCharacterThereIs() {
    int[] every =
        IntStream.rangeClosed(0x20, Character.MAX_CODE_POINT)
            .filter(c -> (c < 0xD800 || c > 0xDFFF) && c != '"' && c != '\\')
            .toArray();
    String text = new String(every, 0, every.length);

    assertThat(JsonOutline.of(inString(text.getBytes(UTF_8))).string("a")).isEqualTo(text);
  }

  @Test
  void refusesANumberThatNobodyCanHold() {
    JsonOutline outline = outline("{\"a\":0.4e00669" + "9".repeat(80) + "}");

    assertThatThrownBy(outline::tree)
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("number");
  }

  private static byte[] inString(byte[] text) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"a\":\"".getBytes(UTF_8));
    bytes.writeBytes(text);
    bytes.writeBytes("\"}".getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
