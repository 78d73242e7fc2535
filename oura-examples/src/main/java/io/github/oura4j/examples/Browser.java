// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Opens a web page for the person. */
@FunctionalInterface
interface Browser {
  void open(URI uri);

  /**
   * Opens a page in the default browser of this machine. Does nothing where there is none, since
   * the program prints the URL as well.
   */
  static void openInDefaultBrowser(URI uri) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String page = uri.toString();
    List<String> command =
        system.contains("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
            : List.of(system.contains("mac") ? "open" : "xdg-open", page);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noBrowser) {
      // The person opens the printed URL.
    }
  }
}
