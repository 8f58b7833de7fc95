package io.tollgate.providers.matrix;

import static java.util.stream.Collectors.joining;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How each vendor of OpenAI's format differs from it, as it is declared. */
final class VendorTable {
  private static final String HEAD =
      """
      | vendor | output cap | role developer | usage in streams | `/responses` | `/completions` | thoughts | sent by another name | left out and named | besides |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private VendorTable() {}

  static void write(StringBuilder page) {
    page.append(HEAD);
    Vendors.all().stream()
        .filter(vendor -> vendor.format() == WireFormat.OPENAI)
        .map(VendorTable::row)
        .forEach(page::append);
  }

  private static String row(Vendor vendor) {
    Quirks quirks = vendor.quirks();
    List<String> cells =
        List.of(
            vendor.name(),
            code(quirks.outputCapField()),
            quirks.developerRole() ? "yes" : "as `system`",
            quirks.streamUsage() ? "asked for" : "comes unasked",
            quirks.responsesEndpoint() ? "yes" : "as chat",
            quirks.completionsEndpoint() ? "yes" : "as chat",
            code(quirks.reasoningField()),
            list(
                quirks.renamed().entrySet().stream()
                    .map(name -> code(name.getKey()) + " → " + code(name.getValue()))
                    .toList()),
            list(quirks.unsupported().stream().map(VendorTable::code).toList()),
            list(others(quirks)));
    return cells.stream().collect(joining(" | ", "| ", " |\n"));
  }

  private static List<String> others(Quirks quirks) {
    List<String> others = new ArrayList<>();
    if (!quirks.chatPath().equals(Quirks.NONE.chatPath())) {
      others.add("chat at " + code(quirks.chatPath()));
    }
    if (quirks.shortToolIds()) {
      others.add("ids of tool calls have nine characters");
    }
    if (quirks.images()) {
      others.add("answers hold pictures");
    }
    if (quirks.plainTexts()) {
      others.add("texts are strings and no lists");
    }
    return others;
  }

  private static String list(Collection<String> words) {
    return words.isEmpty() ? "–" : words.stream().sorted().collect(joining(", "));
  }

  private static String code(String word) {
    return word.isEmpty() ? "–" : "`" + word + "`";
  }
}
