// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepType;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A list that the benchmarks read: 30 days of synthetic data, in pages as Oura sends them. */
public enum Workload {
  /** A heart rate every five minutes, in pages of 1,000. */
  HEART_RATE_NINE_PAGES("heartrate", 1_000),

  /** The same heart rates in one page. */
  HEART_RATE_ONE_PAGE("heartrate", 10_000),

  /** Sleep periods with the series of their nights. */
  SLEEP_PERIODS("sleep", 100),

  /** Daily sleep scores, which are short documents. */
  DAILY_DOCUMENTS("daily_sleep", 100);

  /** The access token of the clients, as long as one of Oura's. */
  static final String TOKEN = "a-token-of-forty-characters-0123456789ab";

  private static final String USER_COLLECTION = "/v2/usercollection/";

  private final String pathName;
  private final int pageSize;

  Workload(String pathName, int pageSize) {
    this.pathName = pathName;
    this.pageSize = pageSize;
  }

  /** Returns the documents or samples of the list. */
  List<?> elements() {
    SimulatedPerson person =
        SimulatedPerson.builder()
            .zone(ZoneOffset.UTC)
            .newestDay(lastDay())
            .wearsRingEveryDay()
            .build();
    return switch (this) {
      case HEART_RATE_NINE_PAGES, HEART_RATE_ONE_PAGE -> HeartRates.between(start(), end());
      case SLEEP_PERIODS ->
          person.documents(SleepPeriod.class, firstDay(), lastDay()).stream()
              .filter(period -> SleepType.LONG_SLEEP.equals(period.type()))
              .toList();
      case DAILY_DOCUMENTS -> person.documents(DailySleep.class, firstDay(), lastDay());
    };
  }

  /** Lists all elements with a client. */
  List<?> list(OuraClient client) {
    return switch (this) {
      case HEART_RATE_NINE_PAGES, HEART_RATE_ONE_PAGE ->
          client.heartRate().list(TimeRange.between(start(), end()));
      case SLEEP_PERIODS -> client.sleep().list(DateRange.between(firstDay(), lastDay()));
      case DAILY_DOCUMENTS -> client.dailySleep().list(DateRange.between(firstDay(), lastDay()));
    };
  }

  /** Returns the path and query of the first page, as a hand-written program requests it. */
  String target() {
    return switch (this) {
      case HEART_RATE_NINE_PAGES, HEART_RATE_ONE_PAGE ->
          USER_COLLECTION + pathName + "?start_datetime=" + start() + "&end_datetime=" + end();
      case SLEEP_PERIODS, DAILY_DOCUMENTS ->
          USER_COLLECTION + pathName + "?start_date=" + firstDay() + "&end_date=" + lastDay();
    };
  }

  /** Returns the bodies of the pages. The next token of a page is the number of the next page. */
  List<String> pages() {
    List<?> elements = elements();
    List<String> pages = new ArrayList<>();
    for (int from = 0; from < elements.size(); from += pageSize) {
      int to = Math.min(from + pageSize, elements.size());
      String next = to < elements.size() ? "\"" + (pages.size() + 1) + "\"" : "null";
      String data = OuraJson.write(elements.subList(from, to));
      pages.add("{\"data\":" + data + ",\"next_token\":" + next + "}");
    }
    return pages;
  }

  private static LocalDate firstDay() {
    return LocalDate.of(2026, 3, 2);
  }

  private static LocalDate lastDay() {
    return LocalDate.of(2026, 3, 31);
  }

  private static Instant start() {
    return firstDay().atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant end() {
    return lastDay().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
