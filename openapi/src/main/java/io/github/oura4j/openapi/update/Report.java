// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.assemble.DescriptionImport;
import io.github.oura4j.openapi.compare.Change;
import io.github.oura4j.openapi.compare.Effect;
import io.github.oura4j.openapi.compare.ElementKind;
import io.github.oura4j.openapi.rename.SchemaRenames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports what an export changes, for users of the API and for maintainers of the project. */
public record Report(
    String export,
    Optional<String> warning,
    List<Change> changes,
    SchemaRenames renames,
    DescriptionImport.Result result) {

  /** Returns the report as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# What export " + export + " changes\n\n");
    warning.ifPresent(one -> text.append("**Warning:** ").append(one).append("\n\n"));
    if (changes.isEmpty()) {
      text.append("Nothing: the same facts as before.\n");
    } else {
      text.append(
          "%d %s: %d breaking, %d need action, %d compatible.\n"
              .formatted(
                  changes.size(),
                  changes.size() == 1 ? "difference" : "differences",
                  count(Effect.BREAKING),
                  count(Effect.ACTION_NEEDED),
                  count(Effect.COMPATIBLE)));
    }
    for (Effect effect : Effect.values()) {
      section(text, heading(effect), lines(effect));
    }
    section(text, "Renamed by Oura, public name unchanged", renames.recognized());
    section(text, "Questions", renames.questions());
    section(text, "Data types without a scope", result.withoutScope());
    section(text, "Missing names and invalid parts", result.unresolved());
    section(
        text,
        "Without a description",
        result.undescribed().stream().map(Report::onOneLine).toList());
    section(text, "Overlay entries that match nothing", result.unmatched());
    section(text, "Corrections that are no longer needed", result.unneeded());
    newDataTypes()
        .forEach(
            name ->
                section(
                    text,
                    "Steps for data type `" + name + "`",
                    DataTypeSteps.of(name, result.description())));
    return text.toString();
  }

  /** Returns the report as JSON, in the same order. */
  public String json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("export", export);
    report.put("warning", warning.orElse(null));
    ArrayNode all = report.putArray("changes");
    for (Change change : changes) {
      all.addObject()
          .put("effect", constant(change.effect()))
          .put("breaksCode", change.inJava().isBreaking())
          .put("kind", constant(change.kind()))
          .put("elementKind", constant(change.elementKind()))
          .put("name", change.name())
          .put("from", change.from())
          .put("to", change.to())
          .put("advice", change.advice());
    }
    ArrayNode matched = report.putArray("renamed");
    for (SchemaRenames.Match match : renames.matched()) {
      matched
          .addObject()
          .put("oldName", match.oldName())
          .put("newName", match.newName())
          .put("publicName", match.publicName())
          .put("similarity", match.percent() == null ? null : match.percent() / 100.0)
          .put("reason", constant(match.reason()));
    }
    ObjectNode aliases = report.putObject("newAliases");
    renames.newAliases().forEach(aliases::put);
    texts(report.putArray("questions"), renames.questions());
    texts(report.putArray("withoutScope"), result.withoutScope());
    texts(report.putArray("unresolved"), result.unresolved());
    texts(report.putArray("undescribed"), result.undescribed());
    texts(report.putArray("unmatched"), result.unmatched());
    texts(report.putArray("unneeded"), result.unneeded());
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(report)
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> newDataTypes() {
    return changes.stream()
        .filter(change -> change.kind() == Change.Kind.ADDED)
        .filter(change -> change.elementKind() == ElementKind.DATA_TYPE)
        .map(Change::name)
        .toList();
  }

  private long count(Effect effect) {
    return changes.stream().filter(change -> change.effect() == effect).count();
  }

  private List<String> lines(Effect effect) {
    return changes.stream().filter(change -> change.effect() == effect).map(Report::line).toList();
  }

  private static String line(Change change) {
    String line = change.kind() + ": " + change.elementKind() + " `" + change.name() + "`";
    if (!change.from().isEmpty() && !change.to().isEmpty()) {
      line += ", " + change.from() + " before, now " + change.to();
    } else if (!change.from().isEmpty() || !change.to().isEmpty()) {
      line += ", " + change.from() + change.to();
    }
    return change.advice().isEmpty() ? line : line + ". " + sentence(change.advice());
  }

  private static String onOneLine(String notice) {
    return notice
        .replace("needs a description in overlay/descriptions.yaml, ", "")
        .replaceAll(":\n *", ": ")
        .replaceAll("\n *", ", ");
  }

  private static void section(StringBuilder text, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n## ").append(heading).append("\n\n");
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
  }

  private static String heading(Effect effect) {
    return sentence(effect.toString());
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String constant(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }
}
