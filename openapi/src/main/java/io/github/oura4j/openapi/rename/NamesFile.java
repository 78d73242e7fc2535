// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces and adds Oura's names in {@code names.yaml}.
 *
 * <p>The file is edited as text, because writing it from parsed YAML would lose its comments and
 * order.
 */
public final class NamesFile {
  private static final Pattern ALIASES = Pattern.compile("(?m)^aliases:(?<brace>[ \\t]*\\{)?");

  private NamesFile() {}

  /** Returns the text of the file with what was recognized in an export. */
  public static String updated(Path file, SchemaRenames renames) {
    return withAliases(renamed(file, renames.matched()), renames.newAliases());
  }

  private static String renamed(Path file, List<SchemaRenames.Match> matched) {
    String text = TextFile.read(file);
    for (SchemaRenames.Match match : matched) {
      Matcher left =
          Pattern.compile(
                  "(?m)(?<=^|[\\s{,])(['\"]?)" + Pattern.quote(match.oldName()) + "\\1(?=\\s*:\\s)")
              .matcher(text);
      if (!left.find()) {
        throw new InvalidInputException(
            file
                + ": '"
                + match.oldName()
                + "' cannot be found on the left; change it to '"
                + match.newName()
                + "' by hand");
      }
      text = text.substring(0, left.start()) + key(match.newName()) + text.substring(left.end());
    }
    return text;
  }

  /** Adds aliases to their table, which may be written in one line or in several. */
  private static String withAliases(String text, Map<String, String> aliases) {
    String result = text;
    for (Map.Entry<String, String> alias : new TreeMap<>(aliases).entrySet()) {
      String entry = key(alias.getKey()) + ": " + alias.getValue();
      Matcher table = ALIASES.matcher(result);
      if (table.find()) {
        String added = table.group("brace") == null ? "\n  " + entry : entry + ", ";
        result = result.substring(0, table.end()) + added + result.substring(table.end());
      } else {
        result = result.stripTrailing() + "\naliases:\n  " + entry + "\n";
      }
    }
    return result;
  }

  private static String key(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]*") ? name : "'" + name.replace("'", "''") + "'";
  }
}
