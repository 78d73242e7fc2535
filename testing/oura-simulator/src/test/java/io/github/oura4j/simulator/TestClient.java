// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A minimal HTTP client of the simulator, which sends an access token and the credentials of the
 * default application with each request.
 *
 * @param baseUrl the base URL of the simulator
 * @param token the access token
 */
record TestClient(String baseUrl, String token) {
  static final String LIST = "/v2/usercollection/";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static TestClient of(OuraSimulator oura) {
    return new TestClient(oura.baseUrl(), oura.token());
  }

  HttpResponse<String> get(String pathAndQuery) {
    return send("GET", pathAndQuery, "");
  }

  HttpResponse<String> send(String method, String pathAndQuery, String body) {
    return send(
        request(pathAndQuery)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("x-client-id", "simulated-client-id")
            .header("x-client-secret", "simulated-client-secret")
            .build());
  }

  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Returns the documents of one page. */
  List<JsonNode> documents(String typeAndQuery) {
    return elements(json(get(LIST + typeAndQuery)).path("data"));
  }

  /** Returns the documents of all pages. */
  List<JsonNode> allDocuments(String typeAndQuery) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = json(get(LIST + typeAndQuery + next));
      all.addAll(elements(page.path("data")));
      next =
          page.path("next_token").isNull() ? "" : "&next_token=" + page.path("next_token").asText();
    } while (!next.isEmpty());
    return all;
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
