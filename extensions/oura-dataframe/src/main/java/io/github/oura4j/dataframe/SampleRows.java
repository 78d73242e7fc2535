// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe;

import io.github.oura4j.dataframe.internal.schema.Field;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SampleSeries;
import io.github.oura4j.timeline.Segment;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Collects a frame with one row for each sample of a series of documents. */
final class SampleRows {
  private final Field series;
  private final FrameBuilder<Sample> frame;

  private record Sample(
      Document document, @Nullable OffsetDateTime timestamp, @Nullable Double value) {}

  SampleRows(RecordSchema schema, String name) {
    List<Field> all =
        schema.fields().stream()
            .filter(field -> field.type().javaType() == SampleSeries.class)
            .toList();
    series =
        all.stream()
            .filter(field -> field.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no sample series %s. It has: %s."
                            .formatted(
                                schema.type().getSimpleName(),
                                name,
                                all.stream().map(Field::name).toList())));
    frame =
        new FrameBuilder<Sample>()
            .column("id", row -> row.document().id())
            .column("day", row -> row.document().firstDay())
            .column("timestamp", Sample::timestamp)
            .column(name, Sample::value);
  }

  void add(Document document) {
    if (series.value(document) instanceof SampleSeries samples && samples.items() != null) {
      Optional<Timeline<Double>> timeline = timeline(samples);
      if (timeline.isPresent()) {
        for (Segment<Double> segment : timeline.get().segments()) {
          frame.add(new Sample(document, segment.start(), segment.value()));
        }
      } else {
        samples.items().forEach(value -> frame.add(new Sample(document, null, value)));
      }
    }
  }

  /** Returns the samples with their times, or empty if the times are unknown. */
  private static Optional<Timeline<Double>> timeline(SampleSeries samples) {
    try {
      return Timelines.samples(samples);
    } catch (IllegalArgumentException noUsableInterval) {
      return Optional.empty();
    }
  }

  DataFrame build() {
    return frame.build();
  }
}
