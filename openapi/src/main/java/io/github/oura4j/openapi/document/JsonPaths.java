// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonPointer;

/** Converts a JSON Pointer to a JSONPath, the notation of the overlay files. */
public final class JsonPaths {
  private JsonPaths() {}

  public static String of(JsonPointer pointer) {
    StringBuilder path = new StringBuilder("$");
    for (JsonPointer here = pointer; !here.matches(); here = here.tail()) {
      String step = here.getMatchingProperty();
      path.append(
          step.matches("[A-Za-z_][A-Za-z0-9_]*")
              ? "." + step
              : "['" + step.replace("\\", "\\\\").replace("'", "\\'") + "']");
    }
    return path.toString();
  }
}
