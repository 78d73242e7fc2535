// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import org.jspecify.annotations.Nullable;

/** What the browser shows in the end: plain pages, without scripts and without addresses. */
final class LoginPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      body { font: 17px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>%2$s</p>
      </body>
      </html>
      """;

  private LoginPage() {}

  static String success() {
    return PAGE.formatted(
        "You are logged in",
        "The tokens are stored. You can close this page; the program goes on.");
  }

  static String refused() {
    return PAGE.formatted(
        "No access was given",
        "You did not agree, and nothing was stored. You can close this page, and run login again"
            + " when you want to.");
  }

  static String failure(@Nullable String reason) {
    return PAGE.formatted("The login did not succeed", escape(String.valueOf(reason)));
  }

  static String notHere() {
    return PAGE.formatted("Nothing is here", "Go back to the page that Oura showed.");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
