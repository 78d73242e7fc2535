// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.Locale;

/**
 * The part of a schema's name that Oura keeps when it renames schemas: {@code SessionModel}, {@code
 * PublicSession} and {@code api__models__SessionRow} are all {@code session}.
 */
final class CoreName {
  private CoreName() {}

  static String of(String name) {
    // FastAPI, with which exports are made, qualifies names that occur twice.
    String core = name.replaceFirst("^.*__(?=[A-Za-z])", "").replaceFirst("-(Input|Output)$", "");
    for (String shorter = PublicNames.derived(core);
        !shorter.equals(core);
        shorter = PublicNames.derived(core)) {
      core = shorter;
    }
    return core.toLowerCase(Locale.ROOT);
  }
}
