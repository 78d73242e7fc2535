// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Shows a page to the person. */
@FunctionalInterface
interface Browser {
  void open(URI address);

  /** The person's own, where there is one; the address is printed as well. */
  static void ofThePerson(URI address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String page = address.toString();
    List<String> command =
        system.contains("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
            : List.of(system.contains("mac") ? "open" : "xdg-open", page);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noBrowserHere) {
      // The person opens the address by hand.
    }
  }
}
