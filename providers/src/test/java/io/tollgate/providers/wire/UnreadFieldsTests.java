package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a client says is dropped in silence, however deep it stands. */
class UnreadFieldsTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");

  private static List<String> dropped(String path, String body) {
    var target = path.startsWith("/v1/chat") || path.startsWith("/v1/resp") ? CLAUDE : OPENAI;
    return Calls.translate(Calls.request(path, body), target).dropped();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zz                              | {"zz":1,"messages":[{"role":"user","content":"Hi"}]}
          messages[].zz                   | {"messages":[{"role":"user","content":"Hi","zz":1}]}
          messages[].name                 | {"messages":[{"role":"user","content":"Hi","name":"Ann"}]}
          messages[].content[].zz         | {"messages":[{"role":"user","content":[{"type":"text","text":"Hi","zz":{}},{"type":"text","text":"Hi","zz":"x"}]}]}
          messages[].content[].image_url.zz | {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x.example/a.png","zz":false}}]}]}
          messages[].tool_calls[].zz      | {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","tool_calls":[{"id":"c","type":"function","zz":1,"function":{"name":"f","arguments":"{}"}}]}]}
          tools[].function.zz             | {"messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f","zz":1}}]}
          response_format.json_schema.zz  | {"messages":[{"role":"user","content":"Hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object","zz":1},"zz":1}}}
          """)
  void aChatFieldThatNobodyReadsIsNamed(String field, String body) {
    String whole = body.replaceFirst("\\{", "{\"model\":\"m\",");

    assertThat(dropped("/v1/chat/completions", whole)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          messages[].content[].zz         | {"messages":[{"role":"user","content":[{"type":"text","text":"Hi","zz":1}]}]}
          messages[].content[].source.zz  | {"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://x.example/a.png","zz":1}}]}]}
          messages[].content[]            | {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"server_tool_use","id":"s","name":"web_search","input":{"a":1}}]}]}
          tools[].zz                      | {"messages":[{"role":"user","content":"Hi"}],"tools":[{"name":"f","input_schema":{"zz":1},"zz":1}]}
          metadata.zz                     | {"messages":[{"role":"user","content":"Hi"}],"metadata":{"user_id":"u","zz":1}}
          thinking.zz                     | {"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"disabled","zz":1}}
          """)
  void aMessagesFieldThatNobodyReadsIsNamed(String field, String body) {
    String whole = body.replaceFirst("\\{", "{\"model\":\"m\",\"max_tokens\":9,");

    assertThat(dropped("/v1/messages", whole)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          input[].zz               | {"input":[{"role":"user","content":"Hi","zz":1}]}
          input[].content[].zz     | {"input":[{"role":"user","content":[{"type":"input_text","text":"Hi","zz":1}]}]}
          reasoning.zz             | {"input":"Hi","reasoning":{"effort":"low","zz":1}}
          text.format.zz           | {"input":"Hi","text":{"format":{"type":"json_object","zz":1}}}
          truncation               | {"input":"Hi","truncation":"auto"}
          """)
  void aResponsesFieldThatNobodyReadsIsNamed(String field, String body) {
    String whole = body.replaceFirst("\\{", "{\"model\":\"m\",");

    assertThat(dropped("/v1/responses", whole)).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          safetySettings                  | {"contents":[{"parts":[{"text":"Hi"}]}],"safetySettings":[{"category":"X"}]}
          contents[].parts[].videoMetadata | {"contents":[{"parts":[{"text":"Hi","videoMetadata":{"fps":1}}]}]}
          generationConfig.zz             | {"contents":[{"parts":[{"text":"Hi"}]}],"generationConfig":{"zz":1,"topP":1}}
          generationConfig.thinkingConfig.zz | {"contents":[{"parts":[{"text":"Hi"}]}],"generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW","zz":1}}}
          tools[].googleSearch.zz         | {"contents":[{"parts":[{"text":"Hi"}]}],"tools":[{"functionDeclarations":[{"name":"f"}]},{"googleSearch":{"zz":1}}]}
          """)
  void aGeminiFieldThatNobodyReadsIsNamed(String field, String body) {
    assertThat(dropped("/v1beta/models/m:generateContent", body))
        .hasSize(1)
        .allSatisfy(name -> assertThat(field).startsWith(name));
  }

  @Test
  void whatAnAnswerBringsWithItCanBeSentBackWithoutARemark() {
    String chat =
        """
        {"model":"m","messages":[{"role":"user","content":"Hi"},
          {"role":"assistant","content":null,"refusal":null,"annotations":[],"audio":null,"function_call":null,
           "tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"c","name":"f","content":"ok"}]}
        """;
    String responses =
        """
        {"model":"m","store":false,"include":["reasoning.encrypted_content"],"metadata":{"a":"b"},"input":[
          {"role":"user","content":"Hi"},
          {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x","status":null},
          {"type":"message","id":"msg_1","status":"completed","role":"assistant",
           "content":[{"type":"output_text","text":"Yes","annotations":[],"logprobs":[]}]}]}
        """;

    assertThat(dropped("/v1/chat/completions", chat)).isEmpty();
    assertThat(dropped("/v1/responses", responses)).isEmpty();
  }

  @Test
  void aStrictApiNamesThePlace() {
    var request =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"a"},{"role":"user","content":"b","zz":1}]}
            """);
    var strict =
        new Target(
            CLAUDE.vendor(),
            CLAUDE.baseUrl(),
            CLAUDE.model(),
            CLAUDE.credential(),
            CLAUDE.settings(),
            true);

    assertThatThrownBy(() -> Calls.translate(request, strict))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'messages[1].zz' cannot be carried");
  }

  @Test
  void namesThatAClientMadeUpFitIntoAHeader() {
    String fields =
        IntStream.range(0, 500)
            .mapToObj(i -> "\"zz%d\":1".formatted(i))
            .collect(Collectors.joining(","));
    List<String> dropped =
        dropped(
            "/v1/chat/completions",
            """
            {"model":"m","a\\r\\nx-evil: 1, é":1,%s,"messages":[{"role":"user","content":"Hi"}]}
            """
                .formatted(fields));

    assertThat(dropped).hasSize(33).contains("a??x-evil: 1? ?", "zz0", "and others");
    assertThat(dropped).allMatch(name -> name.matches("[!-~ ]+"));
  }
}
