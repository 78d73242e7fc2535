// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page that asks the person. It works without scripts, and every scope can be unticked.
 *
 * @param action the path that the decision is sent to
 * @param query what the application asked with
 * @param scopes the scopes it asked for, without prefix
 * @param people who can be the one that is asked
 */
record ConsentPage(
    String action, Map<String, String> query, List<String> scopes, List<SimulatedPerson> people) {
  private static final String FRAME =
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

  /** The page in place of a redirect to an address that may be a stranger's. */
  static Html refusal(String reason) {
    return page("Not possible", "<h1>Not possible</h1>\n<p>" + Html.escape(reason) + "</p>");
  }

  Html html() {
    return page(
        "Simulated Oura",
        """
        <h1>An application asks for your data</h1>
        <p class="note">This is the simulator. No data here is anybody's.</p>
        <form method="post" action="%s">
        %s%s<p>%s may see:</p>
        %s<button name="decision" value="allow" id="allow">Allow</button>
        <button name="decision" value="deny" id="deny">Deny</button>
        </form>"""
            .formatted(
                Html.escape(action),
                hidden(),
                choice(),
                Html.escape(query.getOrDefault("client_id", "")),
                boxes()));
  }

  private String hidden() {
    return query.entrySet().stream()
        .map(
            parameter ->
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                    .formatted(Html.escape(parameter.getKey()), Html.escape(parameter.getValue())))
        .collect(Collectors.joining());
  }

  private String choice() {
    if (people.size() == 1) {
      return "";
    }
    return people.stream()
        .map(SimulatedPerson::personalInfo)
        .map(
            info ->
                "<option value=\"%s\">%s</option>\n"
                    .formatted(
                        Html.escape(String.valueOf(info.id())),
                        Html.escape(String.valueOf(info.email()))))
        .collect(
            Collectors.joining(
                "", "<label>You are <select name=\"person\">\n", "</select></label>\n"));
  }

  private String boxes() {
    return scopes.stream()
        .map(Html::escape)
        .map(
            scope ->
                "<label><input type=\"checkbox\" name=\"scope.%s\" value=\"yes\" checked> %s</label>\n"
                    .formatted(scope, scope))
        .collect(Collectors.joining());
  }

  private static Html page(String title, String body) {
    return new Html(FRAME.formatted(title, body));
  }
}
