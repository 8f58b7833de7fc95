package io.tollgate.portal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.portal.openapi.OpenApiDocument;
import io.tollgate.portal.openapi.Operation;
import io.tollgate.portal.openapi.UnreadableDocument;
import io.tollgate.portal.operation.InvalidInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody types fills the places of an operation and leads nowhere else. */
class RestCallTests {

  private static final Operation FIND =
      operation(
          """
          paths:
            /orders/{id}/lines:
              put:
                parameters:
                  - {name: id, in: path}
                  - {name: q, in: query}
                  - {name: X-Trace, in: header}
                  - {name: Authorization, in: header}
                  - {name: session, in: cookie}
                requestBody: {content: {application/json: {}}}
          """);

  @Test
  void everyValueGoesToItsPlace() {
    var call = call(FIND, Map.of("path.id", "a b", "query.q", "x&y=1", "header.X-Trace", "t-1"));

    assertThat(call.method()).isEqualTo("PUT");
    assertThat(call.path()).isEqualTo("/orders/a%20b/lines?q=x%26y%3D1");
    assertThat(call.headers()).containsExactly(Map.entry("X-Trace", "t-1"));
    assertThat(call.contentType()).isEqualTo("application/json");
    assertThat(call.body()).isEqualTo("{}");
  }

  @Test
  void whatMayBeLeftOutIsLeftOut() {
    var call = call(FIND, Map.of("path.id", "7", "query.q", " "));

    assertThat(call.path()).isEqualTo("/orders/7/lines");
    assertThat(call.headers()).isEmpty();
  }

  @Test
  void aPathHasNoHoles() {
    assertThatThrownBy(() -> call(FIND, Map.of()))
        .isInstanceOfSatisfying(
            InvalidInput.class, invalid -> assertThat(invalid.fields()).containsKey("path.id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../admin", "a/../../admin", "%2e%2e"})
  void noValueLeavesThePath(String value) {
    try {
      var path = call(FIND, Map.of("path.id", value)).path();
      assertThat(path).startsWith("/orders/").endsWith("/lines").doesNotContain("/../", "/./");
    } catch (InvalidInput refused) {
      assertThat(refused.fields()).containsKey("operation");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"@evil.example/", "//evil.example", "http://evil.example/", "\\\\evil"})
  void noDocumentNamesAnotherServer(String path) {
    var operation =
        operation("paths: {\"" + path.replace("\\", "\\\\") + "\": {get: {summary: Evil}}}");

    assertThat(call(operation, Map.of()).path()).startsWith("/");
  }

  @Test
  void headersHoldNoOthers() {
    assertThatThrownBy(
            () -> call(FIND, Map.of("path.id", "1", "header.X-Trace", "a\r\nHost: evil")))
        .isInstanceOf(InvalidInput.class);
    assertThat(
            call(FIND, Map.of("path.id", "1", "header.Authorization", "mine", "header.Host", "x"))
                .headers())
        .isEmpty();
  }

  @Test
  void withoutADocumentThePathIsTyped() {
    var open = new Operation.Field("rest", "rest", "", false, "", "");
    var operation =
        new Operation(
            "GET", "/v2/{rest}", "", "", false, List.of(open), List.of(), List.of(), "", List.of());

    assertThat(call(operation, Map.of("rest.rest", "/orders/a b?state=open&x=ü")).path())
        .isEqualTo("/v2/orders/a%20b?state=open&x=%C3%BC");
    assertThat(call(operation, Map.of()).path()).isEqualTo("/v2/");
    assertThatThrownBy(() -> call(operation, Map.of("rest.rest", "../other/v1")))
        .isInstanceOf(InvalidInput.class);
  }

  private static RestCall call(Operation operation, Map<String, String> values) {
    return RestCall.of(operation, new Attempt(null, null, values, "{}"));
  }

  private static Operation operation(String document) {
    try {
      return OpenApiDocument.read(document).operations().getFirst();
    } catch (UnreadableDocument unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }
}
