package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;

/** How much a stream that is passed on has generated: its words, without what they came in. */
class GeneratedLengthTests {

  @Test
  void ofMessagesItIsWhatTheirBlocksSay() {
    var stream =
        passed(
            Vendors.ANTHROPIC,
            "/v1/messages",
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","model":"c","content":[]}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hmm"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2lnbmVk"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hello"}}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            event: content_block_start
            data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"u","name":"f","input":{"a":1}}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"}}

            event: message_stop
            data: {"type":"message_stop"}

            """);

    assertThat(stream.contentBytes())
        .isEqualTo("Hmm".length() + "Hello".length() + "{}".length() + "{'a':1}".length());
  }

  @Test
  void ofResponsesItIsWhatTheirDeltasSay() {
    var stream =
        passed(
            Vendors.OPENAI,
            "/v1/responses",
            """
            event: response.created
            data: {"type":"response.created","response":{"id":"resp_1","model":"g"}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"m","delta":"Hel","logprobs":[{"token":"Hel"}],"obfuscation":"x"}

            data: {"type":"response.output_text.delta","item_id":"m","delta":"lo"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","item_id":"c","delta":"{}"}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[]}}

            """);

    assertThat(stream.contentBytes()).isEqualTo("Hello".length() + "{}".length());
  }

  private static ResponseStream passed(Vendor vendor, String path, String events) {
    var request =
        Calls.request(
            path,
            "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"input\":\"Hi\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    var stream = Calls.stream(request, Calls.target(vendor, "m"));
    Calls.run(stream, events.getBytes(UTF_8), 50);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().reported()).isFalse();
    return stream;
  }
}
