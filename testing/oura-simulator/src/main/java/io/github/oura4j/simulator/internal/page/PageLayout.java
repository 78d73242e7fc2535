// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import io.github.oura4j.simulator.internal.http.HtmlPage;

/**
 * The frame of all pages. It has no scripts and loads nothing from any host, which its content
 * security policy enforces; colors are those of the browser's light or dark mode.
 */
final class PageLayout {
  private static final String LAYOUT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>%s</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; line-height: 1.2; }
      h2 { font-size: 1.2rem; margin-top: 2rem; }
      h1, h2, p, dd, td { overflow-wrap: anywhere; }
      code, pre { font: 0.9em/1.45 ui-monospace, monospace; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem; border: 1px solid GrayText; border-radius: .4rem; }
      section { border: 1px solid GrayText; border-radius: .4rem; padding: 0 1rem 1rem; margin: 1rem 0; }
      section h2 { margin-top: 1rem; }
      section ul { margin-bottom: 0; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
      dt { opacity: .75; }
      dd { margin: 0; }
      ul.links { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
      table { border-collapse: collapse; width: 100%%; }
      th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid GrayText; }
      th:first-child, td:first-child { white-space: nowrap; }
      @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }
      </style>
      </head>
      <body>
      %s
      </body>
      </html>
      """;

  private PageLayout() {}

  /**
   * Returns a page.
   *
   * @param title the title as text, which is escaped
   * @param body the content as HTML
   */
  static HtmlPage page(String title, String body) {
    return new HtmlPage(LAYOUT.formatted(HtmlPage.escape(title), body));
  }

  /** Returns a link as HTML. */
  static String link(String target, String text) {
    return "<a href=\"%s\">%s</a>".formatted(HtmlPage.escape(target), HtmlPage.escape(text));
  }

  /** Returns a term and its description as HTML. */
  static String entry(String term, String description) {
    return "<dt>%s</dt><dd><code>%s</code></dd>\n"
        .formatted(HtmlPage.escape(term), HtmlPage.escape(description));
  }
}
