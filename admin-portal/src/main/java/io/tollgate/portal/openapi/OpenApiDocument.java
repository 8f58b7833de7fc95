package io.tollgate.portal.openapi;

import io.tollgate.portal.openapi.Operation.Answer;
import io.tollgate.portal.openapi.Operation.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a document of OpenAPI 3 says of its operations. JSON is read as the YAML that it is. Nothing
 * outside the text is ever read: references lead within it or nowhere.
 */
public final class OpenApiDocument {

  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final int DEEPEST = 100;
  private static final int MOST_ALIASES = 50;
  private static final int LONGEST = 2_000_000;

  private final Tree document;

  private OpenApiDocument(Tree document) {
    this.document = document;
  }

  public static OpenApiDocument read(String text) throws UnreadableDocument {
    try {
      if (new Yaml(new SafeConstructor(limits())).load(text) instanceof Map<?, ?> root
          && root.get("paths") instanceof Map<?, ?>) {
        return new OpenApiDocument(Tree.of(root));
      }
      throw new UnreadableDocument(null, "it has no paths");
    } catch (MarkedYAMLException malformed) {
      var mark = malformed.getProblemMark();
      throw new UnreadableDocument(mark == null ? null : mark.getLine() + 1, "malformed");
    } catch (YAMLException tooMuch) {
      throw new UnreadableDocument(null, "too deep or too long");
    }
  }

  /** Its operations in its own order. */
  public List<Operation> operations() {
    return document
        .at("paths")
        .entries()
        .flatMap(path ->
            path.getValue()
                .names()
                .filter(METHODS::contains)
                .map(method -> operation(path.getKey(), method, path.getValue())))
        .toList();
  }

  private static Operation operation(String path, String method, Tree place) {
    var operation = place.at(method);
    var content = operation.at("requestBody").at("content");
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        operation.text("summary"),
        operation.text("description"),
        operation.isTrue("deprecated"),
        Stream.concat(place.items("parameters"), operation.items("parameters"))
            .map(OpenApiDocument::parameter)
            .toList(),
        content.names().findFirst().map(type -> fields(content.at(type))).orElse(List.of()),
        content.names().toList(),
        content.names().findFirst().map(type -> Sampling.ofBody(type, content.at(type))).orElse(""),
        operation
            .at("responses")
            .entries()
            .map(answer -> new Answer(answer.getKey(), answer.getValue().text("description")))
            .toList());
  }

  private static Field parameter(Tree parameter) {
    return new Field(
        parameter.text("name"),
        parameter.text("in"),
        type(parameter, "schema"),
        parameter.isTrue("required"),
        parameter.text("description"),
        Sampling.ofParameter(parameter));
  }

  private static List<Field> fields(Tree media) {
    var schema = media.at("schema");
    var required = schema.texts("required");
    var properties = schema.at("properties");
    return properties
        .entries()
        .map(property ->
            new Field(
                property.getKey(),
                "body",
                type(properties, property.getKey()),
                required.contains(property.getKey()),
                property.getValue().text("description"),
                ""))
        .toList();
  }

  /** The name of a schema that is referred to, or else its type; {@code [item]} for a list. */
  private static String type(Tree parent, String name) {
    var reference = parent.reference(name);
    if (!reference.isEmpty()) {
      return reference;
    }
    var schema = parent.at(name);
    var several = schema.texts("type");
    var type = several.isEmpty() ? schema.text("type") : String.join(" | ", several);
    if (type.equals("array")) {
      return "[" + type(schema, "items") + "]";
    }
    var values = schema.texts("enum");
    return values.isEmpty() ? type : values.stream().collect(Collectors.joining(" | "));
  }

  private static LoaderOptions limits() {
    var limits = new LoaderOptions();
    limits.setNestingDepthLimit(DEEPEST);
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    limits.setCodePointLimit(LONGEST);
    limits.setAllowDuplicateKeys(false);
    return limits;
  }
}
