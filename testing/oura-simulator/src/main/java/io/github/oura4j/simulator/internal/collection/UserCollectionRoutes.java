// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.Json;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.oauth.Grant;
import io.github.oura4j.simulator.internal.oauth.GrantStore;
import io.github.oura4j.simulator.internal.person.PersonModel;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.person.Physique;
import java.util.List;
import java.util.Optional;

/** The routes below {@code /v2/usercollection}, and the same routes of the sandbox. */
public final class UserCollectionRoutes {
  private static final String BEARER = "bearer ";
  private static final List<String> DATES =
      List.of("start_date", "end_date", "start_datetime", "end_datetime");

  private final List<PersonProfile> people;
  private final DocumentPages documents;
  private final TimeSeriesPages timeSeries;
  private final boolean schemaDrift;
  private final boolean rejectsTokensWithDates;
  private final GrantStore grants;

  /**
   * Creates the routes.
   *
   * @param schemaDrift whether some documents deviate from the schema, see {@link SchemaDrift}
   * @param rejectsTokensWithDates whether a next token must be sent without dates
   */
  public UserCollectionRoutes(
      List<PersonProfile> people,
      PageSizes pageSizes,
      boolean schemaDrift,
      boolean rejectsTokensWithDates,
      GrantStore grants) {
    this.people = people;
    this.documents = new DocumentPages(pageSizes.documents());
    this.timeSeries = new TimeSeriesPages(pageSizes.timeSeries());
    this.schemaDrift = schemaDrift;
    this.rejectsTokensWithDates = rejectsTokensWithDates;
    this.grants = grants;
  }

  /**
   * Responds with a list of documents, or with a single one.
   *
   * @param typeAndId the rest of the path: the data type and, for a single document, its id
   * @param sandbox whether the path is one of the sandbox
   */
  public SimulatedResponse respondTo(
      SimulatedRequest request, List<String> typeAndId, boolean sandbox) {
    if (typeAndId.isEmpty() || typeAndId.size() > 2) {
      throw ErrorResponse.unknownPath();
    }
    DataType type =
        DataType.ofPathName(typeAndId.get(0))
            .filter(any -> any.inSandbox() || !sandbox)
            .orElseThrow(ErrorResponse::unknownPath);
    boolean isSingle = typeAndId.size() == 2;
    if (!(isSingle ? documents.has(type) : hasList(type))) {
      throw ErrorResponse.unknownPath();
    }
    if (!request.hasMethod("GET")) {
      throw ErrorResponse.methodNotAllowed();
    }
    if (sandbox && request.header("Authorization").isEmpty()) {
      throw ErrorResponse.badRequest("The sandbox requires an Authorization header.");
    }
    PersonModel person = member(request, type.scope()).model();
    Object body =
        isSingle
            ? document(person, type, typeAndId.get(1), sandbox)
            : list(request, person, type, sandbox);
    return SimulatedResponse.ok(schemaDrift ? SchemaDrift.applyTo(Json.object(body)) : body);
  }

  private boolean hasList(DataType type) {
    return documents.has(type) || TimeSeries.of(type).isPresent() || type == DataType.PERSONAL_INFO;
  }

  /** Oura's sandbox fails for the documents of its own lists. */
  private Object document(PersonModel person, DataType type, String id, boolean sandbox) {
    Object document = documents.get(person, type, id);
    if (sandbox) {
      throw ErrorResponse.serverError();
    }
    return document;
  }

  private Object list(
      SimulatedRequest request, PersonModel person, DataType type, boolean sandbox) {
    if (type == DataType.PERSONAL_INFO) {
      return new Physique(person).personalInfo();
    }
    if (rejectsTokensWithDates) {
      requireTokenWithoutDates(request);
    }
    Optional<TimeSeries<?>> series = TimeSeries.of(type);
    JsonNode page =
        series.isPresent()
            ? timeSeries.page(request, person, series.get(), sandbox)
            : documents.page(request, person, type, sandbox);
    return sandbox ? SandboxDates.applyTo(page, type) : page;
  }

  private static void requireTokenWithoutDates(SimulatedRequest request) {
    if (request.text("next_token").isPresent()
        && DATES.stream().anyMatch(name -> request.text(name).isPresent())) {
      throw ErrorResponse.invalid(
          "query", "next_token", "A token is not allowed together with dates.", "value_error");
    }
  }

  private PersonProfile member(SimulatedRequest request, String scope) {
    PersonProfile person =
        request
            .header("Authorization")
            .flatMap(authorization -> authorizedPerson(authorization, scope))
            .orElseThrow(ErrorResponse::unauthorized);
    if (!person.hasMembership()) {
      throw ErrorResponse.membershipLapsed();
    }
    return person;
  }

  /** A person's own token reads all data types; a token from OAuth reads those of its scopes. */
  private Optional<PersonProfile> authorizedPerson(String authorization, String scope) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(BEARER.length());
    return people.stream()
        .filter(person -> person.token().equals(token))
        .findFirst()
        .or(
            () ->
                grants
                    .findByAccessToken(token)
                    .filter(grant -> grant.scopes().contains(scope))
                    .map(Grant::person));
  }
}
