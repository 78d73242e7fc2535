// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.Accessor;
import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DataType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tool {@code list_data}: any data type over a range, as aggregates or as rows. */
final class ListData implements OuraTool {
  static final String NAME = "list_data";

  /** About eight thousand tokens of a model's context. */
  static final int MOST_CHARACTERS = 24_000;

  private static final String TYPE = "type";
  private static final String ROWS = "rows";
  private static final String FIELDS = "fields";
  private static final String OFFSET = "offset";
  private static final String LIMIT = "limit";

  private static final int DEFAULT_DAYS = 7;
  private static final int LONGEST = 3_660;
  private static final int LONGEST_OF_TIME_SERIES = 366;
  private static final int DEFAULT_ROWS = 50;
  private static final int MOST_ROWS = 500;

  private static final List<String> TYPES =
      Arrays.stream(DataType.values()).map(DataType::pathName).toList();

  private final OuraClient client;

  ListData(OuraClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Data of one type";
  }

  @Override
  public String description() {
    return "Lists the data of one type over a range. By default it returns aggregates over the"
        + " whole range: the count, the mean and extremes of each number, how often each value"
        + " occurs and, for time series, figures of each day, week or month; those of sleep are"
        + " by type, which tells nights from naps. With rows=true it returns the documents as Oura sends them. Durations are in seconds. The types daily_*"
        + " have a document for each day with a score and its contributors (scores from 1 to 100,"
        + " not measurements); sleep has the periods of sleep with durations, heart rate and HRV.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.requiredChoice(TYPE, TYPES, "The data type: one of " + TYPES + "."),
        Arguments.startDate("6 days before end_date"),
        Arguments.endDate(),
        Arguments.days(LONGEST),
        Parameter.flag(ROWS, "Whether to return the documents instead of aggregates."),
        Parameter.texts(
            FIELDS,
            "Only these properties; with rows in full, with their long series. Default: all"
                + " properties, with long series shortened."),
        Parameter.number(
            OFFSET, 0, Integer.MAX_VALUE, "With rows: how many rows to skip. Default: 0."),
        Parameter.number(
            LIMIT,
            1,
            MOST_ROWS,
            "With rows: return at most this many. Default: " + DEFAULT_ROWS + "."));
  }

  @Override
  public Map<String, Object> call(Arguments arguments) {
    DataType type = type(arguments);
    List<String> fields = arguments.names(FIELDS, properties(type));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put(TYPE, type.pathName());
    Accessor accessor = client.accessor(type);
    if (accessor instanceof Accessor.Single<?> single) {
      writeUndated(
          List.of(Objects.requireNonNull(single.document().get())), fields, arguments, result);
    } else if (accessor instanceof Accessor.Undated<?> undated) {
      writeUndated(undated.documents().iterate(), fields, arguments, result);
    } else if (accessor instanceof Accessor.Dated<?> dated) {
      DayRange range = arguments.range(DEFAULT_DAYS, LONGEST);
      range.describe(result);
      write(dated.documents().iterate(range.dates()), null, fields, arguments, result);
    } else if (accessor instanceof Accessor.Series<?> series) {
      DayRange range = arguments.range(DEFAULT_DAYS, LONGEST_OF_TIME_SERIES);
      range.describe(result);
      write(
          series.samples().iterate(range.times(client.clock().getZone())),
          range,
          fields,
          arguments,
          result);
    }
    return result;
  }

  private static DataType type(Arguments arguments) {
    String name = arguments.text(TYPE).orElseThrow();
    return DataType.ofPathName(Arguments.known(TYPE, name, TYPES)).orElseThrow();
  }

  /** Returns the names of the properties of a data type, as Oura writes them. */
  private static List<String> properties(DataType type) {
    return Arrays.stream(type.documentType().getRecordComponents())
        .map(ListData::property)
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable String property(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? null : property.value();
  }

  /** Writes aggregates or rows; {@code periods} is the range of a time series. */
  private void write(
      Iterable<?> documents,
      @Nullable DayRange periods,
      List<String> fields,
      Arguments arguments,
      Map<String, Object> result) {
    if (arguments.flag(ROWS)) {
      writeRows(documents, fields, arguments, result);
    } else {
      TypeSummary summary = new TypeSummary(type(arguments), fields, periods, client.clock());
      documents.forEach(summary::add);
      summary.describe(result);
    }
  }

  private static void writeUndated(
      Iterable<?> documents, List<String> fields, Arguments arguments, Map<String, Object> result) {
    if (arguments.haveRange()) {
      result.put("range_note", "This type has no dates, so that the range does not apply.");
    }
    writeRows(documents, fields, arguments, result);
  }

  private static void writeRows(
      Iterable<?> documents, List<String> fields, Arguments arguments, Map<String, Object> result) {
    int offset = arguments.number(OFFSET, 0, 0, Integer.MAX_VALUE);
    int limit = arguments.number(LIMIT, DEFAULT_ROWS, 1, MOST_ROWS);
    Iterator<?> iterator = documents.iterator();
    for (int skipped = 0; skipped < offset && iterator.hasNext(); skipped++) {
      iterator.next();
    }
    List<ObjectNode> rows = new ArrayList<>();
    Set<String> cut = new TreeSet<>();
    int characters = 0;
    boolean isFull = false;
    while (!isFull && rows.size() < limit && iterator.hasNext()) {
      ObjectNode row = row(iterator.next(), fields, cut);
      characters += row.toString().length();
      isFull = characters > MOST_CHARACTERS && !rows.isEmpty();
      if (!isFull) {
        rows.add(row);
      }
    }
    result.put("offset", offset);
    result.put(ROWS, rows);
    List<String> notes = notes(offset + rows.size(), isFull || iterator.hasNext(), cut, fields);
    if (rows.isEmpty()) {
      notes.add(offset == 0 ? TypeSummary.NO_DATA : "There are at most %d rows.".formatted(offset));
    }
    if (!notes.isEmpty()) {
      result.put("notes", notes);
    }
  }

  /** Returns a document as JSON: in full if properties are named, unless it would be too long. */
  private static ObjectNode row(Object document, List<String> fields, Set<String> cut) {
    ObjectNode row = JsonRows.of(document);
    JsonRows.select(row, fields);
    if (fields.isEmpty() || isTooLong(row)) {
      JsonRows.shorten(row, cut);
    }
    if (isTooLong(row)) {
      JsonRows.keepIdentity(row);
      cut.add("a whole document with very many properties");
    }
    return row;
  }

  private static boolean isTooLong(ObjectNode row) {
    return row.toString().length() > MOST_CHARACTERS;
  }

  private static List<String> notes(
      int end, boolean hasMore, Set<String> cut, List<String> fields) {
    List<String> notes = new ArrayList<>();
    if (hasMore) {
      notes.add(
          "There are more rows: for the next, repeat the call with offset=%d.".formatted(end));
    }
    if (!cut.isEmpty()) {
      notes.add(
          (fields.isEmpty()
                  ? "Shortened: %s. For one of them in full, name it in fields."
                  : "Too long even alone, and shortened: %s.")
              .formatted(String.join(", ", cut)));
    }
    return notes;
  }
}
