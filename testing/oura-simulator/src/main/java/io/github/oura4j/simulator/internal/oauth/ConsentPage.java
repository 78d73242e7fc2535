// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import io.github.oura4j.simulator.internal.http.HtmlPage;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.person.Physique;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The HTML page on which the person grants or denies the scopes that an application requests. It
 * works without scripts, and every scope has a checkbox.
 *
 * @param action the path to which the form is submitted
 * @param query the query parameters of the authorization request
 * @param scopes the requested scopes, without prefix
 * @param people the people among whom the user of the browser can choose
 */
record ConsentPage(
    String action, Map<String, String> query, List<String> scopes, List<PersonProfile> people) {
  private static final String LAYOUT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 17px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; }
      label { display: block; padding: .2rem 0; }
      button { font: inherit; padding: .5rem 1.5rem; margin: 1rem .5rem 0 0; }
      .note { color: #555; }
      </style>
      </head>
      <body>
      %s
      </body>
      </html>
      """;

  /** Returns the page for an invalid request, whose redirect URI cannot be trusted. */
  static HtmlPage error(String reason) {
    return page("Not possible", "<h1>Not possible</h1>\n<p>" + HtmlPage.escape(reason) + "</p>");
  }

  HtmlPage html() {
    return page(
        "Simulated Oura",
        """
        <h1>An application requests access to your data</h1>
        <p class="note">This is the simulator. All data here is simulated.</p>
        <form method="post" action="%s">
        %s%s<p>%s may read:</p>
        %s<button name="decision" value="allow" id="allow">Allow</button>
        <button name="decision" value="deny" id="deny">Deny</button>
        </form>"""
            .formatted(
                HtmlPage.escape(action),
                hiddenFields(),
                personSelection(),
                HtmlPage.escape(query.getOrDefault("client_id", "")),
                scopeCheckboxes()));
  }

  private String hiddenFields() {
    return query.entrySet().stream()
        .map(
            parameter ->
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                    .formatted(
                        HtmlPage.escape(parameter.getKey()), HtmlPage.escape(parameter.getValue())))
        .collect(Collectors.joining());
  }

  private String personSelection() {
    if (people.size() == 1) {
      return "";
    }
    return people.stream()
        .map(person -> new Physique(person.model()).personalInfo())
        .map(
            info ->
                "<option value=\"%s\">%s</option>\n"
                    .formatted(
                        HtmlPage.escape(String.valueOf(info.id())),
                        HtmlPage.escape(String.valueOf(info.email()))))
        .collect(
            Collectors.joining(
                "", "<label>You are <select name=\"person\">\n", "</select></label>\n"));
  }

  private String scopeCheckboxes() {
    return scopes.stream()
        .map(HtmlPage::escape)
        .map(
            scope ->
                "<label><input type=\"checkbox\" name=\"scope.%s\" value=\"yes\" checked> %s</label>\n"
                    .formatted(scope, scope))
        .collect(Collectors.joining());
  }

  private static HtmlPage page(String title, String body) {
    return new HtmlPage(LAYOUT.formatted(title, body));
  }
}
