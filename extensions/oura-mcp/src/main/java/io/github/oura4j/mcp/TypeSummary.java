// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Summarizes the documents or samples of one data type, and keeps apart what has no mean in common:
 * sleep of different types, samples of different sources, and counts of a day that is not over.
 */
final class TypeSummary {
  static final String NO_DATA =
      "There is no data of this type: it was not measured, or not synced.";

  private static final Set<DataType> GROWING =
      Set.of(DataType.DAILY_ACTIVITY, DataType.DAILY_STRESS);

  private static final String TYPE = "type";
  private static final String SOURCE = "source";

  private final DataType type;
  private final List<String> fields;
  private final @Nullable DayRange periods;
  private final ZoneId zone;
  private final LocalDate unfinished;

  private final Aggregates total = new Aggregates();
  private final AggregateGroups byPeriod = new AggregateGroups();
  private final AggregateGroups bySource = new AggregateGroups();
  private final AggregateGroups byType = new AggregateGroups();
  private boolean hasGrowing;

  /**
   * Creates a summary without documents.
   *
   * @param type the data type
   * @param fields the properties to summarize, or an empty list for all
   * @param periods the range of a time series, or null for documents
   * @param clock the clock, with the person's time zone
   */
  TypeSummary(DataType type, List<String> fields, @Nullable DayRange periods, Clock clock) {
    this.type = type;
    this.fields = fields;
    this.periods = periods;
    this.zone = clock.getZone();
    this.unfinished = ActivityDay.current(clock);
  }

  void add(Object document) {
    LocalDate day = day(document);
    if (GROWING.contains(type) && day != null && !day.isBefore(unfinished)) {
      hasGrowing = true;
      return;
    }
    ObjectNode row = JsonRows.of(document);
    String source = row.path(SOURCE).asText("unknown");
    String kind = row.path(TYPE).asText("unknown");
    JsonRows.select(row, fields);
    total.add(row, day);
    if (type == DataType.SLEEP) {
      byType.add(kind, row, day);
    }
    if (periods != null && day != null) {
      byPeriod.add(Period.of(periods).nameOf(day, periods.first()), row, day);
      bySource.add(source, row, day);
    }
  }

  private @Nullable LocalDate day(Object document) {
    if (document instanceof Document dated) {
      return dated.firstDay();
    }
    OffsetDateTime time = document instanceof Sample sample ? sample.timestamp() : null;
    return time == null ? null : time.atZoneSameInstant(zone).toLocalDate();
  }

  /** Writes the summary into a result, with a note on what it leaves out. */
  void describe(Map<String, Object> result) {
    if (type == DataType.SLEEP) {
      result.put("count", total.count());
      byType.describe("by_type", Aggregates::full, result);
    } else {
      result.putAll(total.full());
    }
    if (periods != null) {
      byPeriod.describe(Period.of(periods).title(), Aggregates::brief, result);
    }
    if (bySource.size() > 1) {
      bySource.describe("by_source", Aggregates::brief, result);
    }
    result.put("note", String.join(" ", notes()));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (total.count() == 0 && !hasGrowing) {
      return List.of(NO_DATA);
    }
    if (hasGrowing) {
      notes.add(
          "Oura's day of %s lasts until 04:00 and is not over: its values still grow, and are left out."
              .formatted(unfinished));
    }
    noteCuts(notes);
    if (byType.size() > 0) {
      notes.add(
          "Of the types of sleep, long_sleep are nights, sleep and late_nap are naps, and rest and deleted do not count as sleep.");
    }
    if (bySource.size() > 1) {
      notes.add(
          "Samples are closer together during workouts, so that their mean is no mean over time: compare by_source.");
    }
    notes.add("These are aggregates. For the documents themselves, call again with rows=true.");
    return notes;
  }

  private void noteCuts(List<String> notes) {
    Collection<Aggregates> shown = type == DataType.SLEEP ? byType.all() : List.of(total);
    Set<String> varied = new TreeSet<>();
    shown.forEach(aggregates -> varied.addAll(aggregates.variedTexts()));
    if (!varied.isEmpty()) {
      notes.add(
          "Left out, because their texts are long or have many values: %s. To see them, call again with rows=true and name them in fields."
              .formatted(String.join(", ", varied)));
    }
    if (shown.stream().anyMatch(Aggregates::isCut)) {
      notes.add("Some properties were left out: name those that you need in fields.");
    }
    if (bySource.isCut() || byType.isCut()) {
      notes.add(
          "There are more than %d sources or types: only the first are shown."
              .formatted(AggregateGroups.MOST_GROUPS));
    }
  }
}
