// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.http.HtmlPage;
import io.github.oura4j.simulator.internal.http.LoggedRequest;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.person.Physique;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The page at {@code /}: what the simulator serves, its people with their tokens, and the newest
 * requests.
 *
 * @param baseUrl the base URL by which the browser reached the simulator
 * @param people the people
 * @param faultInterval the number of responses of which one has a fault; 0 for no faults
 * @param newest the newest requests, the newest first
 */
record OverviewPage(
    String baseUrl, List<PersonProfile> people, int faultInterval, List<LoggedRequest> newest) {

  HtmlPage html() {
    return PageLayout.page(
        "Simulated Oura API",
        """
        <h1>Simulated Oura API</h1>
        <p>This server behaves as Oura&#39;s API v2 does: %d data types below
        <code>/v2/usercollection</code>, all but <code>personal_info</code> also below
        <code>/v2/sandbox/usercollection</code>, webhook subscriptions, and OAuth2. All people and all data are made up.</p>
        <p>%s</p>
        <p>To use it from a program, replace Oura&#39;s base URL, and send a token from below:</p>
        <pre>curl -H &quot;Authorization: Bearer %s&quot; %s/v2/usercollection/personal_info</pre>
        %s
        <h2>Recent requests</h2>
        %s"""
            .formatted(
                DataType.values().length,
                faults(),
                HtmlPage.escape(people.get(0).token()),
                HtmlPage.escape(baseUrl),
                IntStream.range(0, people.size())
                    .mapToObj(this::person)
                    .collect(Collectors.joining("\n")),
                requests()));
  }

  private String faults() {
    return faultInterval == 0
        ? "Responses have no faults."
        : "One response in " + faultInterval + " has a fault, each kind in turn.";
  }

  private String person(int index) {
    PersonProfile profile = people.get(index);
    PersonModel person = profile.model();
    return """
    <section>
    <h2>Person %d: %s</h2>
    <dl>
    %s</dl>
    <ul class="links">
    %s</ul>
    </section>"""
        .formatted(
            index + 1,
            HtmlPage.escape(String.valueOf(new Physique(person).personalInfo().email())),
            PageLayout.entry("access token", profile.token())
                + PageLayout.entry("time zone", profile.zone().getId())
                + PageLayout.entry("days", person.firstDay() + " to " + person.newestDay())
                + PageLayout.entry("seed", String.valueOf(profile.seed())),
            Stream.of(DataType.values())
                .map(type -> new DataLink(index + 1, profile.zone(), type, person.newestDay()))
                .map(link -> "<li>" + link.html() + "</li>\n")
                .collect(Collectors.joining()));
  }

  private String requests() {
    if (newest.isEmpty()) {
      return "<p>None yet. Requests for these pages are not listed.</p>";
    }
    return newest.stream()
        .map(OverviewPage::row)
        .collect(
            Collectors.joining(
                "",
                "<table>\n<tr><th>time (UTC)</th><th>request</th><th>result</th></tr>\n",
                "</table>"));
  }

  private static String row(LoggedRequest request) {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return "<tr><td>%s</td><td><code>%s</code></td><td>%s</td></tr>\n"
        .formatted(
            request.time().truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19),
            HtmlPage.escape(request.method() + " " + request.path() + query),
            HtmlPage.escape(request.outcome()));
  }
}
