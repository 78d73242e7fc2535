// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import com.fasterxml.jackson.core.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * The place of a node in a document: the place of the node that contains it, and the name or index
 * in there. It becomes a JSON pointer only where one is needed, because Jackson parses the whole
 * pointer again for each segment that is appended, and most nodes are never named.
 */
record Location(@Nullable Location parent, String segment) {
  static final Location ROOT = new Location(null, "");

  Location member(String name) {
    return new Location(this, name);
  }

  Location item(int index) {
    return new Location(this, Integer.toString(index));
  }

  Location at(JsonPointer pointer) {
    Location here = this;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      here = here.member(rest.getMatchingProperty());
    }
    return here;
  }

  JsonPointer pointer() {
    StringBuilder text = new StringBuilder();
    for (Location here = this; here.parent != null; here = here.parent) {
      text.insert(0, "/" + here.segment.replace("~", "~0").replace("/", "~1"));
    }
    return JsonPointer.compile(text.toString());
  }
}
