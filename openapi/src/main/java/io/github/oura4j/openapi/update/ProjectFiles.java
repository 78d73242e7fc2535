// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import java.nio.file.Path;

/** The files of this module, given its folder. */
public record ProjectFiles(Path folder) {

  public Path overlay() {
    return folder.resolve("overlay");
  }

  Path names() {
    return overlay().resolve("names.yaml");
  }

  Path retiredElements() {
    return overlay().resolve("withdrawn.yaml");
  }

  /** Our description, from which all code is generated. */
  public Path description() {
    return folder.resolve("oura-v2.yaml");
  }

  /** The facts of the newest export: the export without its prose. The tests import it. */
  public Path facts() {
    return folder.resolve("src/test/resources/newest-export.facts.json");
  }
}
