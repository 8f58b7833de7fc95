package io.tollgate.standalone;

/** What the REST API of the first start says of itself, so that it can be tried in the portal. */
final class EchoDocument {

  static final String TEXT =
      """
      openapi: 3.1.0
      info: {title: Echo, version: "1"}
      paths:
        /orders/{id}:
          get:
            summary: Says what reached the upstream
            description: Answers with the method, the path, the query and the headers of the request.
            parameters:
              - {name: id, in: path, required: true, description: Any text, example: "42", schema: {type: string}}
              - {name: expand, in: query, description: Any text, schema: {type: string, default: lines}}
              - {name: X-Trace, in: header, description: Passed on as it is, schema: {type: string}}
            responses:
              "200": {description: The request as it arrived}
        /orders:
          post:
            summary: Says what was sent
            requestBody:
              required: true
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/Order"}
            responses:
              "200": {description: The request as it arrived}
      components:
        schemas:
          Order:
            type: object
            required: [customer]
            properties:
              customer: {type: string, description: Who orders, example: Acme}
              day: {type: string, format: date, description: When it is due}
              lines:
                type: array
                items: {type: object, properties: {article: {type: string, example: paper}, pieces: {type: integer, minimum: 1}}}
      """;

  private EchoDocument() {}
}
