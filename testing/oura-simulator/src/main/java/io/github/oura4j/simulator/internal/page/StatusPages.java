// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.page;

import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.collection.UserCollectionRoutes;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.RequestLog;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages for browsers: an overview at {@code /}, and below {@code /view} the responses of the
 * API, which a browser cannot request itself because it sends no access token.
 */
public final class StatusPages {
  private static final String VIEW = "view";
  private static final int RECENT_REQUESTS = 30;

  private final List<PersonProfile> people;
  private final UserCollectionRoutes api;
  private final RequestLog requests;
  private final int faultInterval;

  /**
   * Creates the pages.
   *
   * @param faultInterval the number of responses of which one has a fault; 0 for no faults
   */
  public StatusPages(
      List<PersonProfile> people,
      UserCollectionRoutes api,
      RequestLog requests,
      int faultInterval) {
    this.people = people;
    this.api = api;
    this.requests = requests;
    this.faultInterval = faultInterval;
  }

  /** Returns whether a path is one of a page rather than one of the API. */
  public boolean has(List<String> path) {
    return path.equals(List.of("")) || path.get(0).equals(VIEW);
  }

  /** Responds with a page; throws {@link ErrorResponse} if there is none at the path. */
  public SimulatedResponse respondTo(SimulatedRequest request) {
    if (!request.hasMethod("GET")) {
      throw ErrorResponse.methodNotAllowed();
    }
    List<String> path = request.path();
    if (!path.get(0).equals(VIEW)) {
      return overview(request);
    }
    if (path.size() < 3 || path.size() > 4) {
      throw ErrorResponse.unknownPath();
    }
    DataType type = DataType.ofPathName(path.get(2)).orElseThrow(ErrorResponse::unknownPath);
    return data(request, personNumber(path.get(1)), type, path.size() == 4 ? path.get(3) : "");
  }

  private SimulatedResponse overview(SimulatedRequest request) {
    String baseUrl = "http://" + request.header("Host").orElse("localhost");
    return SimulatedResponse.ok(
        new OverviewPage(baseUrl, people, faultInterval, requests.newest(RECENT_REQUESTS)).html());
  }

  private int personNumber(String text) {
    for (int number = 1; number <= people.size(); number++) {
      if (text.equals(String.valueOf(number))) {
        return number;
      }
    }
    throw ErrorResponse.unknownPath();
  }

  private SimulatedResponse data(SimulatedRequest request, int person, DataType type, String id) {
    SimulatedResponse response = apiResponse(request, person, type, id);
    return new SimulatedResponse(
        response.status(),
        new DataPage(
                person,
                people.get(person - 1).zone(),
                type,
                id,
                request.query(),
                firstListed(request),
                response)
            .html());
  }

  private SimulatedResponse apiResponse(
      SimulatedRequest request, int person, DataType type, String id) {
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + people.get(person - 1).token());
    List<String> typeAndId = id.isEmpty() ? List.of(type.pathName()) : List.of(type.pathName(), id);
    try {
      return api.respondTo(
          new SimulatedRequest(
              "GET",
              typeAndId,
              request.query(),
              name -> Optional.ofNullable(headers.get(name)),
              ""),
          typeAndId,
          false);
    } catch (ErrorResponse error) {
      return error.response();
    }
  }

  private static Optional<LocalDate> firstListed(SimulatedRequest request) {
    try {
      return request.date("start_date").or(() -> request.date("start_datetime"));
    } catch (ErrorResponse malformed) {
      return Optional.empty();
    }
  }
}
