package io.tollgate.portal.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tollgate.portal.openapi.Operation.Answer;
import io.tollgate.portal.openapi.Operation.Field;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTests {

  private static final String INVOICES =
      """
      openapi: 3.1.0
      paths:
        /invoices/{id}:
          parameters:
            - $ref: '#/components/parameters/id'
          get:
            summary: Reads an invoice
            responses:
              200: {description: The invoice}
        /invoices:
          post:
            deprecated: true
            requestBody:
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Invoice'}
      components:
        parameters:
          id: {name: id, in: path, required: true, schema: {type: integer}}
        schemas:
          Invoice:
            required: [customer]
            properties:
              customer: {type: string, description: Whose it is}
              lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
              self: {$ref: '#/components/schemas/Invoice'}
      """;

  @Test
  void readsOperationsInTheirOrder() throws UnreadableDocument {
    var operations = OpenApiDocument.read(INVOICES).operations();

    assertThat(operations)
        .extracting(operation -> operation.method() + " " + operation.path())
        .containsExactly("GET /invoices/{id}", "POST /invoices");
    assertThat(operations.getFirst().parameters())
        .containsExactly(new Field("id", "path", "integer", true, "", ""));
    assertThat(operations.getFirst().answers()).containsExactly(new Answer("200", "The invoice"));
  }

  @Test
  void followsReferencesWithinTheDocument() throws UnreadableDocument {
    var post = OpenApiDocument.read(INVOICES).operations().getLast();

    assertThat(post.deprecated()).isTrue();
    assertThat(post.body())
        .containsExactly(
            new Field("customer", "body", "string", true, "Whose it is", ""),
            new Field("lines", "body", "[Line]", false, "", ""),
            new Field("self", "body", "Invoice", false, "", ""));
  }

  @Test
  void readsJson() throws UnreadableDocument {
    var document = "{\"paths\": {\"/a\": {\"get\": {\"summary\": \"A\"}}}}";

    assertThat(OpenApiDocument.read(document).operations())
        .extracting(Operation::summary)
        .containsExactly("A");
  }

  @Test
  void saysWhereADocumentBreaks() {
    assertThatThrownBy(() -> OpenApiDocument.read("paths:\n  /a: [\n"))
        .asInstanceOf(type(UnreadableDocument.class))
        .extracting(UnreadableDocument::line)
        .isEqualTo(3);
    assertThatThrownBy(() -> OpenApiDocument.read("just words"))
        .isInstanceOf(UnreadableDocument.class);
  }

  @Test
  void endsReferencesThatGoInCirclesOrOutside() throws UnreadableDocument {
    var document =
        """
        paths:
          /a: {get: {parameters: [{$ref: '#/x'}, {$ref: 'https://example.com/y'}]}}
        x: {$ref: '#/x'}
        """;

    assertThat(OpenApiDocument.read(document).operations()).hasSize(1);
  }

  @Test
  void refusesABombOfAliases() {
    var bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int level = 1; level < 60; level++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }

    assertThatThrownBy(() -> OpenApiDocument.read(bomb + "paths: {}"))
        .isInstanceOf(UnreadableDocument.class);
  }

  @Test
  void makesUpABodyFromExamplesAndTypes() throws UnreadableDocument {
    var operations =
        OpenApiDocument.read(
                """
                openapi: 3.1.0
                paths:
                  /a:
                    post:
                      parameters:
                        - {name: limit, in: query, schema: {type: integer, default: 20}}
                        - {name: sort, in: query, example: newest}
                        - {name: state, in: query, schema: {enum: [open, paid]}}
                        - {name: free, in: query, schema: {type: string}}
                      requestBody:
                        content:
                          application/json:
                            schema:
                              type: object
                              properties:
                                id: {type: string, readOnly: true}
                                customer: {type: string, example: Acme}
                                day: {type: [string, 'null'], format: date}
                                lines: {type: array, items: {type: object, properties: {net: {type: number}}}}
                                paid: {type: boolean}
                  /b:
                    post:
                      requestBody: {content: {application/json: {example: {given: true}}}}
                  /c:
                    post:
                      requestBody: {content: {text/plain: {example: 'as it is'}}}
                """)
            .operations();

    assertThat(operations.getFirst().parameters())
        .extracting(Field::sample)
        .containsExactly("20", "newest", "open", "");
    assertThat(operations.getFirst().sample().replaceAll("\\s", ""))
        .isEqualTo(
            "{\"customer\":\"Acme\",\"day\":\"2026-01-31\",\"lines\":[{\"net\":0}],\"paid\":false}");
    assertThat(operations.get(1).sample()).contains("\"given\" : true");
    assertThat(operations.getLast().sample()).isEqualTo("as it is");
  }

  /** A schema that holds itself forty times over has a sample all the same. */
  @Test
  void aSampleEndsWhereASchemaDoesNot() throws UnreadableDocument {
    var fields = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      fields.append("        f").append(i).append(": {$ref: '#/components/schemas/S'}\n");
    }
    var document =
        """
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/S'}}
          /b:
            post:
              requestBody: {content: {application/json: {example: &endless [*endless]}}}
        components:
          schemas:
            S:
              properties:
        """
            + fields;

    var operations = OpenApiDocument.read(document).operations();

    assertThat(operations.getFirst().sample()).hasSizeBetween(100, 20_000);
    assertThat(operations.getLast().sample()).isEmpty();
  }
}
