// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces Oura's names in {@code names.yaml}.
 *
 * <p>The file is edited as text, because writing it from parsed YAML would lose its comments and
 * order.
 */
public final class NamesFile {
  private NamesFile() {}

  /** Returns the text of the file with the matched schemas under their new names. */
  public static String renamed(Path file, List<SchemaRenames.Match> matched) {
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

  private static String key(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]*") ? name : "'" + name.replace("'", "''") + "'";
  }
}
