// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.login;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens a web page for the person. */
@FunctionalInterface
public interface Browser {
  /**
   * Opens a page.
   *
   * @throws IOException if there is no browser
   */
  void open(URI uri) throws IOException;

  /**
   * Opens a page in the default browser of this machine. Waits up to two seconds for the program
   * that looks for the browser, because it may find none; one that still runs has found one.
   */
  static void openInDefaultBrowser(URI uri) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String page = uri.toString();
    List<String> command =
        system.contains("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
            : List.of(system.contains("mac") ? "open" : "xdg-open", page);
    Process opening =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (opening.waitFor(2, TimeUnit.SECONDS) && opening.exitValue() != 0) {
        throw new IOException(command.get(0) + " failed with exit status " + opening.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
