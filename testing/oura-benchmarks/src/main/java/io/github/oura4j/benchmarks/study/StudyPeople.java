// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.HistoryOutcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The made-up people of a study: most of them can be read, and some cannot. */
final class StudyPeople {

  /** What is the matter with a person. */
  enum Kind {
    READABLE,
    CONSENT_ENDED,
    MEMBERSHIP_LAPSED,
    WITHOUT_HEART_RATE
  }

  /** One in so many people is of each of the kinds that cannot be read completely. */
  private static final int ONE_IN = 20;

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, SimulatedPerson> simulated = new LinkedHashMap<>();

  /** Adds people to a simulator that is not started yet. */
  StudyPeople(int number, LocalDate since, OuraSimulator.Builder builder) {
    for (int i = 0; i < number; i++) {
      String person = "person-%04d".formatted(i);
      Kind kind = i % ONE_IN < Kind.values().length ? Kind.values()[i % ONE_IN] : Kind.READABLE;
      kinds.put(person, kind);
      SimulatedPerson.Builder built =
          SimulatedPerson.builder()
              .seed(1000L + i)
              .token("personal-token-" + i)
              .zone(ZoneOffset.UTC)
              .firstDay(since.minusDays(5));
      builder.person((kind == Kind.MEMBERSHIP_LAPSED ? built.membershipLapsed() : built).build());
    }
  }

  /** Grants the application access to everybody, and ends it again where it has ended. */
  void authorize(OuraSimulator simulator, OAuthClient oauth, TokenStore tokens) {
    int i = 0;
    for (Map.Entry<String, Kind> person : kinds.entrySet()) {
      SimulatedPerson data = simulator.people().get(i++);
      simulated.put(person.getKey(), data);
      authorize(simulator, oauth, tokens, person.getKey());
      if (person.getValue() == Kind.CONSENT_ENDED) {
        oauth.revoke(tokens.find(person.getKey()).orElseThrow().tokens());
      }
    }
  }

  /** Leads one person through the consent page. */
  void authorize(OuraSimulator simulator, OAuthClient oauth, TokenStore tokens, String person) {
    String id = String.valueOf(data(person).personalInfo().id());
    AuthorizationRequest request = oauth.authorize(Scope.all(), Map.of("person", id));
    String callback =
        kinds.get(person) == Kind.WITHOUT_HEART_RATE
            ? simulator.authorization().allow(request.uri().toString(), "heartrate")
            : simulator.authorization().allow(request.uri().toString());
    OAuthTokens pair = oauth.exchange(oauth.parseCallback(callback, request.state()));
    tokens.save(person, pair);
  }

  Set<String> names() {
    return kinds.keySet();
  }

  SimulatedPerson data(String person) {
    SimulatedPerson data = simulated.get(person);
    if (data == null) {
      throw new IllegalArgumentException(person + " does not take part.");
    }
    return data;
  }

  /** Returns whether the study should have the data of a type of a person. */
  boolean isReadable(String person, DataType type) {
    return expectedFailure(person, type) == null;
  }

  /** Returns with what outcome a type of a person ends that cannot be read. */
  @Nullable HistoryOutcome expectedFailure(String person, DataType type) {
    return switch (kind(person)) {
      case READABLE -> null;
      case CONSENT_ENDED -> HistoryOutcome.CONSENT_EXPIRED;
      case MEMBERSHIP_LAPSED -> HistoryOutcome.MEMBERSHIP_LAPSED;
      case WITHOUT_HEART_RATE ->
          type.scope().equals("heartrate") ? HistoryOutcome.SCOPE_MISSING : null;
    };
  }

  private Kind kind(String person) {
    return kinds.getOrDefault(person, Kind.READABLE);
  }
}
