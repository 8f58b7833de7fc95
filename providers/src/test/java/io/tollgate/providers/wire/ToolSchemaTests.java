package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of arguments as servers of tools write them, and as strict providers take them. */
class ToolSchemaTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-sonnet-4-5");

  private static ClientRequest gemini(String schema) {
    return Calls.request(
        "/v1beta/models/m:generateContent",
        """
        {"contents":[{"parts":[{"text":"Hi"}]}],
         "tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":%s}]}]}
        """
            .formatted(schema));
  }

  private static ClientRequest strict(String schema) {
    return Calls.chat(
        """
        {"model":"m","messages":[{"role":"user","content":"Hi"}],
         "tools":[{"type":"function","function":{"name":"f","strict":true,"parameters":%s}}]}
        """
            .formatted(schema));
  }

  private static String schema(UpstreamRequest sent, Target target) {
    String place =
        target == OPENAI
            ? "/tools/0/function/parameters"
            : target == CLAUDE
                ? "/tools/0/input_schema"
                : "/toolConfig/tools/0/toolSpec/inputSchema/json";
    return Json.text(Json.read(sent.body()).at(place));
  }

  /** Each of them answers anything but a plain object at the top with an error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'object','properties':{'a':{'type':'string'},'b':{}},'required':['b'],"
            + "'anyOf':[{'required':['a']},{'required':['b']}]}"
            + "|{'type':'object','properties':{'a':{'type':'string'},'b':{}},'required':['b']}",
        "{'oneOf':[{'type':'object','properties':{'k':{'const':1},'x':{}},'required':['k','x']},"
            + "{'type':'object','properties':{'k':{'const':2},'y':{}},'required':['k']}]}"
            + "|{'type':'object','properties':{'k':{'anyOf':[{'const':1},{'const':2}]},'x':{},'y':{}},"
            + "'required':['k']}",
        "{'$ref':'#/$defs/A','$defs':{'A':{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},"
            + "'required':['a']}}}"
            + "|{'type':'object','$defs':{'A':{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},"
            + "'required':['a']}},'properties':{'a':{'$ref':'#/$defs/A'}},'required':['a']}",
        "{'description':'d','allOf':[{'properties':{'a':{}},'required':['a']},{'properties':{'b':{}}}]}"
            + "|{'type':'object','description':'d','properties':{'a':{},'b':{}},'required':['a']}",
        "{'$ref':'#'}|{'type':'object','properties':{}}",
        "{'type':'object','anyOf':[]}|{'type':'object','properties':{}}"
      })
  void alternativesAtTheTopAreJoinedIntoOneObject(String written, String taken) {
    for (Target target : new Target[] {OPENAI, CLAUDE, BEDROCK}) {
      UpstreamRequest sent = Calls.translate(gemini(written.replace('\'', '"')), target);
      assertThat(schema(sent, target)).isEqualTo(taken.replace('\'', '"'));
      assertThat(sent.adapted()).anyMatch(change -> change.contains("were joined"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'object'}|{'type':'object','properties':{}}",
        "{}|{'type':'object','properties':{}}",
        "{'properties':{'a':{'oneOf':[{},{}]}}}|{'type':'object','properties':{'a':{'oneOf':[{},{}]}}}"
      })
  void anObjectSaysThatItIsOneAndWhatIsInIt(String written, String taken) {
    for (Target target : new Target[] {OPENAI, CLAUDE, BEDROCK}) {
      UpstreamRequest sent = Calls.translate(gemini(written.replace('\'', '"')), target);
      assertThat(Json.read(schema(sent, target))).isEqualTo(Json.read(taken.replace('\'', '"')));
      assertThat(sent.adapted()).noneMatch(change -> change.contains("schema"));
    }
  }

  /** OpenAI enforces limits that the grammar behind Claude's strict tools has no words for. */
  @Test
  void aStrictToolLosesTheLimitsThatClaudeCannotEnforce() {
    String written =
        """
        {"type":"object","properties":{"n":{"type":"integer","minimum":1},
          "a":{"type":"array","items":{"type":"string","format":"regex"},"minItems":2,"maxItems":3},
          "u":{"type":"string","format":"uuid"},"o":{"oneOf":[{"type":"string"},{"type":"null"}]}},
         "required":["n","a","u","o"],"additionalProperties":false}
        """;
    for (Target target : new Target[] {CLAUDE, BEDROCK}) {
      assertThat(Json.read(schema(Calls.translate(strict(written), target), target)))
          .isEqualTo(
              Json.read(
                  """
                  {"type":"object","properties":{"n":{"type":"integer"},
                    "a":{"type":"array","items":{"type":"string"}},
                    "u":{"type":"string","format":"uuid"},
                    "o":{"anyOf":[{"type":"string"},{"type":"null"}]}},
                   "required":["n","a","u","o"],"additionalProperties":false}
                  """));
    }
  }
}
