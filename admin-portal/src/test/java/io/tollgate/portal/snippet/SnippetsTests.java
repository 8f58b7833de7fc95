package io.tollgate.portal.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnippetsTests {

  private static final URI BASE = URI.create("https://gateway.example/chat/v1");

  @Test
  void aChatInJavaScriptIsAProgramOfTheSdk() {
    assertThat(code(new Call.Chat(BASE, "demo", "tgk_key"), Language.JAVASCRIPT))
        .isEqualTo(
            """
            import OpenAI from "openai";

            const client = new OpenAI({ baseURL: "https://gateway.example/chat/v1", apiKey: "tgk_key" });
            const answer = await client.chat.completions.create({
              model: "demo",
              messages: [{ role: "user", content: "Hello" }],
            });
            console.log(answer.choices[0].message.content);\
            """);
  }

  @Test
  void aChatInJavaScriptWithoutAKeyReadsItFromTheEnvironment() {
    assertThat(code(new Call.Chat(BASE, "demo", null), Language.JAVASCRIPT))
        .contains("apiKey: process.env.TOLLGATE_KEY });");
  }

  @Test
  void aGetInJavaScriptNeedsNoLibrary() {
    var url = URI.create("https://gateway.example/rest/");

    assertThat(code(new Call.Get(url, "tgk_key"), Language.JAVASCRIPT))
        .isEqualTo(
            """
            const answer = await fetch("https://gateway.example/rest/", {
              headers: { Authorization: "Bearer " + "tgk_key" },
            });
            console.log(await answer.text());\
            """);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageNamesTheAddressTheModelAndTheKey(Language language) {
    assertThat(code(new Call.Chat(BASE, "demo", "tgk_key"), language))
        .contains("https://gateway.example/chat/v1", "demo", "tgk_key");
    assertThat(code(new Call.Chat(BASE, "demo", null), language))
        .contains("TOLLGATE_KEY")
        .doesNotContain("tgk_key");
  }

  private static String code(Call call, Language language) {
    return Snippets.of(call, language).stream()
        .filter(Snippet::chosen)
        .map(Snippet::code)
        .reduce((one, other) -> {
          throw new IllegalStateException("two are chosen");
        })
        .orElseThrow();
  }
}
