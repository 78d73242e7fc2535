// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/** A page for a browser, as the body of an answer. */
record Html(String text) {
  /** Returns text that stands for itself inside a page. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
