// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Twenty made-up people at a simulator. One has withdrawn consent, and the membership of another
 * one has lapsed; all others can be read.
 */
final class Study implements AutoCloseable {
  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  static final LocalDate LAST = FIRST.plusDays(Integer.getInteger("oura4j.days", 7) - 1);
  static final String WITHOUT_CONSENT = "person-07";
  static final String LAPSED = "person-12";
  static final List<String> PEOPLE =
      IntStream.range(0, Integer.getInteger("oura4j.people", 20))
          .mapToObj("person-%02d"::formatted)
          .toList();

  private final OuraSimulator simulator;
  private final Map<String, SimulatedPerson> readable = new LinkedHashMap<>();

  private Study(Duration latency) {
    OuraSimulator.Builder builder = OuraSimulator.builder().latency(latency);
    for (String person : PEOPLE) {
      SimulatedPerson.Builder simulated =
          SimulatedPerson.builder()
              .seed(person.hashCode())
              .token(token(person))
              .zone(ZoneOffset.UTC)
              .firstDay(FIRST.minusDays(10))
              .newestDay(LAST.plusDays(10));
      if (person.equals(LAPSED)) {
        builder.person(simulated.membershipLapsed().build());
      } else if (!person.equals(WITHOUT_CONSENT)) {
        SimulatedPerson built = simulated.build();
        readable.put(person, built);
        builder.person(built);
      }
    }
    simulator = builder.start();
    System.setProperty(StudyConnector.URL, simulator.baseUrl());
  }

  /** Starts the simulator, and lets the connector of this JVM read it. */
  static Study start() {
    return new Study(Duration.ZERO);
  }

  static Study startWithLatency(Duration latency) {
    return new Study(latency);
  }

  static String token(String person) {
    return "token-of-" + person;
  }

  OuraSimulator simulator() {
    return simulator;
  }

  /** Returns who can be read. */
  List<String> readable() {
    return List.copyOf(readable.keySet());
  }

  /** Returns a line for each document of everybody in the days of the study, sorted. */
  <T extends Document> List<String> documents(Class<T> type, Function<T, String> line) {
    return lines(
        person ->
            person.documents(type, FIRST, LAST).stream()
                .filter(each -> !each.firstDay().isBefore(FIRST) && !each.firstDay().isAfter(LAST))
                .map(line));
  }

  /** Returns a line for each heart rate of everybody in the days of the study, sorted. */
  List<String> heartRates() {
    return heartRates(HeartRate::bpm);
  }

  /** Returns the same lines with something else than the heart rate after the timestamp. */
  List<String> heartRates(Function<HeartRate, Object> value) {
    return lines(
        person ->
            person
                .heartRate(startOf(FIRST), startOf(LAST.plusDays(1)))
                .map(
                    each -> each.timestamp().toInstant().toEpochMilli() + " " + value.apply(each)));
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private List<String> lines(Function<SimulatedPerson, Stream<String>> linesOf) {
    return readable.entrySet().stream()
        .flatMap(each -> linesOf.apply(each.getValue()).map(line -> each.getKey() + " " + line))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
