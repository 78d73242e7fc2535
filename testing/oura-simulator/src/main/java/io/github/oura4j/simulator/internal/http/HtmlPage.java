// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

/**
 * The body of a response that is an HTML page.
 *
 * @param html the source of the page
 */
public record HtmlPage(String html) {
  /** Escapes text, so that a browser shows it literally and does not interpret it as HTML. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
