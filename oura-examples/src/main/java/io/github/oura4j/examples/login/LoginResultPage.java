// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.login;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page that the browser shows after a login: plain HTML, without scripts and external links.
 *
 * @param status the HTTP status
 * @param html the source of the page
 */
public record LoginResultPage(int status, String html) {
  private static final String LAYOUT =
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
      p { overflow-wrap: anywhere; }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>%2$s</p>
      </body>
      </html>
      """;

  /**
   * Returns the page after a successful login.
   *
   * @param isDemonstration whether the tokens are kept in memory only
   */
  public static LoginResultPage success(boolean isDemonstration) {
    return page(
        200,
        "You are logged in",
        isDemonstration
            ? "This was a demonstration with the built-in simulator, and no tokens were stored. You"
                + " can close this page."
            : "The tokens are stored. You can close this page; the program continues.");
  }

  static LoginResultPage denied() {
    return page(
        200,
        "Access was denied",
        "You denied access, and no tokens were stored. You can close this page. To grant access, run"
            + " login again.");
  }

  static LoginResultPage failure(@Nullable String reason) {
    return page(
        200,
        "The login failed",
        Objects.requireNonNullElse(reason, "An unexpected error occurred.")
            + " No tokens were stored. You can close this page, and run login again.");
  }

  static LoginResultPage unrelated() {
    return page(
        400,
        "Not the expected page",
        "This page does not contain the state of the login that the program is waiting for. It may"
            + " belong to an earlier login. The program is still waiting: continue at the URL that it"
            + " printed.");
  }

  static LoginResultPage notFound() {
    return page(404, "Page not found", "Go back to Oura's consent page.");
  }

  static LoginResultPage methodNotAllowed() {
    return page(405, "Not supported", "This page can only be opened in a browser.");
  }

  private static LoginResultPage page(int status, String title, String text) {
    return new LoginResultPage(status, LAYOUT.formatted(title, escape(text)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
