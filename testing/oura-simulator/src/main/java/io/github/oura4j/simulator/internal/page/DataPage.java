// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.http.HtmlPage;
import io.github.oura4j.simulator.internal.http.Json;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page with one response of the API, and links to the pages of other responses.
 *
 * @param person the number of the person, from 1
 * @param zone the person's time zone
 * @param type the data type
 * @param id the id of a single document; empty for a list
 * @param query the query parameters, as the API reads them
 * @param firstListed the day with which the list begins, if the query names it
 * @param response the response of the API to the same request with the person's token
 */
record DataPage(
    int person,
    ZoneId zone,
    DataType type,
    String id,
    Map<String, String> query,
    Optional<LocalDate> firstListed,
    SimulatedResponse response) {

  HtmlPage html() {
    JsonNode json = Json.tree(response.body());
    return PageLayout.page(
        type.pathName() + " of person " + person,
        """
        <p>%s</p>
        <h1>%s of person %d</h1>
        <p><code>GET %s</code> &rarr; %d</p>
        <ul class="links">
        %s</ul>
        <pre>%s</pre>"""
            .formatted(
                PageLayout.link("/", "Simulated Oura API"),
                HtmlPage.escape(type.pathName()),
                person,
                HtmlPage.escape("/v2/usercollection/" + typeAndId() + queryString(query)),
                response.status(),
                links(json).stream()
                    .map(link -> "<li>" + link + "</li>\n")
                    .collect(Collectors.joining()),
                HtmlPage.escape(json.toPrettyString())));
  }

  private String typeAndId() {
    return id.isEmpty() ? type.pathName() : type.pathName() + "/" + segment(id);
  }

  private List<String> links(JsonNode json) {
    List<String> links = new ArrayList<>();
    firstListed.ifPresent(first -> addOtherDays(first, links));
    JsonNode nextToken = json.path("next_token");
    if (nextToken.isTextual()) {
      Map<String, String> next = new LinkedHashMap<>(query);
      next.put("next_token", nextToken.textValue());
      links.add(PageLayout.link(view() + queryString(next), "next page"));
    }
    for (JsonNode document : json.path("data")) {
      if (document.path("id").isTextual()) {
        String documentId = document.path("id").textValue();
        links.add(PageLayout.link(view() + "/" + segment(documentId), label(document)));
      }
    }
    return links;
  }

  private void addOtherDays(LocalDate first, List<String> links) {
    DataLink earlier = new DataLink(person, zone, type, first.minusDays(1));
    DataLink shown = earlier.later();
    links.add(PageLayout.link(earlier.target(), "earlier"));
    links.add(PageLayout.link(shown.later().target(), "later"));
  }

  private static String label(JsonNode document) {
    for (String name : List.of("day", "start_day", "id")) {
      if (document.path(name).isTextual()) {
        return document.path(name).textValue();
      }
    }
    return "document";
  }

  private String view() {
    return "/view/" + person + "/" + type.pathName();
  }

  private static String queryString(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
  }

  private static String segment(String text) {
    return encode(text).replace("+", "%20");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
