// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import io.github.oura4j.dataframe.file.DocumentReader;
import io.github.oura4j.dataframe.internal.schema.Column;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.timeline.Segment;
import io.github.oura4j.timeline.SleepPhase;
import io.github.oura4j.timeline.Timelines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes data frames of DFLib from documents and samples.
 *
 * <p><b>Columns.</b> A frame has one column per property, with the name in JSON, derived from the
 * class of the documents. Nested objects become columns with dotted names, such as {@code
 * contributors.deep_sleep}. The order is that of {@code json_normalize} of pandas: first the
 * properties that are not objects, then those of the objects.
 *
 * <p><b>Types.</b> Numbers, booleans, {@link LocalDate} and {@link OffsetDateTime} are kept as they
 * are in the documents, and can be null. Open enums become text. Lists stay lists.
 *
 * <p><b>Unknown properties.</b> If a document has properties that the class does not know, or
 * values that do not fit their types, the last column, {@code unknown_properties}, has a map of
 * them; those of nested objects are below the name of the object. Otherwise the frame has no such
 * column.
 *
 * <p>Safe for use by multiple threads.
 */
public final class OuraFrames {
  private OuraFrames() {}

  /**
   * Returns a frame with one row per document or sample.
   *
   * @param <T> the type of the documents or samples
   * @param documents the documents; if there are none, the frame has all columns and no rows
   * @param type their class, a record of {@code io.github.oura4j.model} such as {@code DailySleep}
   * @return the frame, in the order of the documents
   * @throws IllegalArgumentException if the class is not a record
   */
  public static <T> DataFrame of(Iterable<? extends T> documents, Class<T> type) {
    FrameBuilder<T> frame = rowsOf(type);
    documents.forEach(frame::add);
    return frame.build();
  }

  /**
   * Reads a frame from a file. It equals the frame of the documents that were written to the file.
   *
   * @param <T> the type of the documents or samples
   * @param file an NDJSON or Parquet file that oura4j has written
   * @param type the class of the documents in it
   * @return the frame, in the order of the file
   * @throws IOException if the file cannot be read, or contains something else
   * @throws IllegalArgumentException if the file name ends with neither {@code .ndjson} nor {@code
   *     .parquet}
   */
  public static <T> DataFrame read(Path file, Class<T> type) throws IOException {
    FrameBuilder<T> frame = rowsOf(type);
    try (DocumentReader<T> reader = DocumentReader.open(file, type)) {
      for (Optional<T> next = reader.read(); next.isPresent(); next = reader.read()) {
        frame.add(next.get());
      }
    }
    return frame.build();
  }

  private static <T> FrameBuilder<T> rowsOf(Class<T> type) {
    RecordSchema schema = RecordSchema.of(type);
    FrameBuilder<T> frame = new FrameBuilder<>();
    for (Column column : Column.of(schema)) {
      frame.column(column.name(), column::value);
    }
    return frame.columnIfPresent(
        RecordSchema.UNKNOWN,
        document -> {
          Map<String, @Nullable Object> unknown = schema.unknownProperties(document);
          return unknown.isEmpty() ? null : unknown;
        });
  }

  /**
   * Returns a sample series as a long table, with one row per sample.
   *
   * @param <D> the type of the documents
   * @param documents the documents that have the series
   * @param type their class
   * @param series the name of the series in JSON, such as {@code heart_rate} of sleep periods
   * @return a frame with the columns {@code id} and {@code day} of the document, {@code timestamp}
   *     of the sample, and one that is named like the series, which is null where nothing could be
   *     measured. The timestamp is null if the series has no usable start or interval
   * @throws IllegalArgumentException if the class has no sample series of that name; the message
   *     lists those that it has
   */
  public static <D extends Document> DataFrame samples(
      Iterable<? extends D> documents, Class<D> type, String series) {
    SampleRows rows = new SampleRows(RecordSchema.of(type), series);
    documents.forEach(rows::add);
    return rows.build();
  }

  /**
   * Returns the hypnograms of sleep periods as a table, with one row for each uninterrupted phase.
   *
   * @param periods the sleep periods, such as the nights of a week
   * @return a frame with the columns {@code id} and {@code day} of the sleep period, {@code start},
   *     {@code end}, {@code seconds} and {@code phase}, which is {@code deep}, {@code light},
   *     {@code rem}, {@code awake}, or {@code unknown(5)} with the character of a phase that this
   *     version does not know. Periods without phases have no rows
   */
  public static DataFrame hypnogram(Iterable<SleepPeriod> periods) {
    FrameBuilder<Phase> frame =
        new FrameBuilder<Phase>()
            .column("id", row -> row.period().id())
            .column("day", row -> row.period().day())
            .column("start", row -> row.segment().start())
            .column("end", row -> row.segment().end())
            .column("seconds", row -> row.segment().duration().toSeconds())
            .column("phase", Phase::name);
    for (SleepPeriod period : periods) {
      Timelines.sleepPhases(period).stream()
          .flatMap(phases -> phases.runs().stream())
          .forEach(run -> frame.add(new Phase(period, run)));
    }
    return frame.build();
  }

  private record Phase(SleepPeriod period, Segment<SleepPhase> segment) {
    @Nullable String name() {
      SleepPhase phase = segment.value();
      return phase == null ? null : phase.toString().toLowerCase(Locale.ROOT);
    }
  }
}
