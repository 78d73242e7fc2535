// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.export;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The number of an export, such as 1.41.
 *
 * <p>Oura puts it into the file name only; the version inside the document has been 2.0 in all
 * exports. Facts keep it as {@code x-export}, because their file name never changes.
 */
public record ExportNumber(String text) {
  /** The number after "openapi-", or else the last one: a date may precede it. */
  private static final Pattern IN_FILE_NAME =
      Pattern.compile(
          "(openapi-|^(?!.*openapi-\\d).*(?<![\\d.]))(?<number>\\d+\\.\\d+(\\.\\d+)*).*\\.json$");

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");

  static final String KEYWORD = "x-export";

  /** Returns the number in the file name of an export, or else the one in its facts. */
  public static Optional<ExportNumber> of(Path file, Export export) {
    Matcher name = IN_FILE_NAME.matcher(String.valueOf(file.getFileName()));
    return name.find()
        ? Optional.of(new ExportNumber(name.group("number")))
        : Optional.of(export.root().at("info").at(KEYWORD).node().asText())
            .filter(text -> NUMBER.matcher(text).matches())
            .map(ExportNumber::new);
  }

  /** Returns whether this number is lower than another one; 1.9 is lower than 1.10. */
  public boolean isBefore(ExportNumber other) {
    int lower =
        Arrays.compare(
            parts().toArray(BigInteger[]::new), other.parts().toArray(BigInteger[]::new));
    return lower < 0;
  }

  private List<BigInteger> parts() {
    return Stream.of(text.split("\\.")).map(BigInteger::new).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
