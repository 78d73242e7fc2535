// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.update;

import java.nio.file.Path;

/** The folder of this module, and where in it everything has its place. */
public record ProjectFiles(Path folder) {

  public Path overlay() {
    return folder.resolve("overlay");
  }

  Path names() {
    return overlay().resolve("names.yaml");
  }

  Path withdrawn() {
    return overlay().resolve("withdrawn.yaml");
  }

  /** What everything else is generated from. */
  public Path description() {
    return folder.resolve("oura-v2.yaml");
  }

  /** The newest export without its prose, which the tests import. */
  public Path facts() {
    return folder.resolve("src/test/resources/newest-export.facts.json");
  }
}
