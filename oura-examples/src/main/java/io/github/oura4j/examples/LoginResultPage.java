// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import org.jspecify.annotations.Nullable;

/**
 * The page that the browser shows after a login: plain HTML, without scripts and external links.
 */
final class LoginResultPage {
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

  private LoginResultPage() {}

  static String success() {
    return PAGE.formatted(
        "You are logged in",
        "The tokens are stored. You can close this page; the program continues.");
  }

  static String denied() {
    return PAGE.formatted(
        "Access was denied",
        "You denied access, and no tokens were stored. You can close this page. To grant access, run"
            + " login again.");
  }

  static String failure(@Nullable String reason) {
    return PAGE.formatted("The login failed", escape(String.valueOf(reason)));
  }

  static String notFound() {
    return PAGE.formatted("Page not found", "Go back to Oura's consent page.");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
