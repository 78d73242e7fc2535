// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;
import java.util.Optional;

/** The routes under {@code /v2/usercollection} and their sandbox twins. */
final class UserCollection {
  private static final String PERSONAL_INFO = "personal_info";
  private static final String BEARER = "bearer ";

  private final List<SimulatedPerson> people;
  private final DocumentLists documents;
  private final TimeSeriesLists timeSeries;
  private final boolean surprises;
  private final Grants grants;

  UserCollection(
      List<SimulatedPerson> people, PageSizes pageSizes, boolean surprises, Grants grants) {
    this.grants = grants;
    this.surprises = surprises;
    this.people = people;
    this.documents = new DocumentLists(pageSizes.documents());
    this.timeSeries = new TimeSeriesLists(pageSizes.timeSeries());
  }

  /** Answers for the type, and perhaps the id, that the path ends with. */
  Answer answer(Asked asked, List<String> typeAndId, boolean sandbox) {
    String type = typeAndId.get(0);
    boolean single = typeAndId.size() == 2;
    if (!(single ? documents.has(type) : isListed(type, sandbox))) {
      throw Refusal.noSuchPath();
    }
    if (!asked.is("GET")) {
      throw Refusal.methodNotAllowed();
    }
    Life life = member(asked, Scopes.neededBy(type)).life();
    Object answer =
        single ? documents.get(life, type, typeAndId.get(1)) : list(asked, life, type, sandbox);
    return Answer.ok(surprises ? Surprises.in(Json.object(answer)) : answer);
  }

  private boolean isListed(String type, boolean sandbox) {
    return documents.has(type)
        || TimeSeries.at(type).isPresent()
        || (type.equals(PERSONAL_INFO) && !sandbox);
  }

  private Object list(Asked asked, Life life, String type, boolean sandbox) {
    if (type.equals(PERSONAL_INFO)) {
      return new Body(life).personalInfo();
    }
    Optional<TimeSeries<?>> series = TimeSeries.at(type);
    return series.isPresent()
        ? timeSeries.page(asked, life, series.get(), sandbox)
        : documents.page(asked, life, type, sandbox);
  }

  private SimulatedPerson member(Asked asked, String scope) {
    SimulatedPerson person =
        asked
            .header("Authorization")
            .flatMap(authorization -> owner(authorization, scope))
            .orElseThrow(Refusal::unauthorised);
    if (!person.isMember()) {
      throw Refusal.membershipLapsed();
    }
    return person;
  }

  /** A person's own token may see everything; one that was granted, what its scopes allow. */
  private Optional<SimulatedPerson> owner(String authorization, String scope) {
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
                    .openTo(token)
                    .filter(grant -> grant.scopes().contains(scope))
                    .map(Grant::person));
  }
}
