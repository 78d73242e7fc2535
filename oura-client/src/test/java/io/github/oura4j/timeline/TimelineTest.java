// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-03-28T23:00:00+02:00");
  private static final Duration STEP = Duration.ofMinutes(5);

  private final Timeline<String> timeline = timeline("a", "a", null, "b", "a");

  @Test
  void segments_always_coverTheTimelineFromStartToEnd() {
    List<Segment<String>> segments = timeline.segments();

    assertThat(segments).extracting(Segment::value).containsExactly("a", "a", null, "b", "a");
    assertThat(segments).extracting(Segment::duration).containsOnly(STEP);
    assertThat(segments.get(0).start()).isEqualTo(START);
    assertThat(segments.get(3).start()).isEqualTo("2026-03-28T23:15:00+02:00");
    assertThat(segments.get(4).end()).isEqualTo(timeline.end());
    assertThat(timeline.end()).isEqualTo("2026-03-28T23:25:00+02:00");
  }

  @Test
  void runs_whenConsecutiveValuesAreEqual_mergesThem() {
    assertThat(timeline.runs())
        .containsExactly(
            new Segment<>(START, Duration.ofMinutes(10), "a"),
            new Segment<>(START.plusMinutes(10), STEP, null),
            new Segment<>(START.plusMinutes(15), STEP, "b"),
            new Segment<>(START.plusMinutes(20), STEP, "a"));
  }

  @Test
  void runs_whenConsecutiveValuesAreNull_mergesThem() {
    assertThat(timeline(null, null).runs())
        .containsExactly(new Segment<>(START, Duration.ofMinutes(10), null));
  }

  @Test
  void durations_whenAValueIsNull_includesOnlyTheOthers() {
    assertThat(timeline.durations())
        .containsExactly(
            Map.entry("a", Duration.ofMinutes(15)), Map.entry("b", Duration.ofMinutes(5)));
  }

  @Test
  void at_anInstantWithinAStep_returnsItsValue() {
    Instant start = START.toInstant();

    assertThat(timeline.at(start)).contains("a");
    assertThat(timeline.at(start.plusSeconds(15 * 60).minusNanos(1))).isEmpty();
    assertThat(timeline.at(start.plusSeconds(15 * 60))).contains("b");
    assertThat(timeline.at(start.plusSeconds(25 * 60).minusNanos(1))).contains("a");
  }

  @Test
  void at_anInstantOutside_isEmpty() {
    assertThat(timeline.at(START.toInstant().minusNanos(1))).isEmpty();
    assertThat(timeline.at(timeline.end().toInstant())).isEmpty();
    assertThat(timeline.at(Instant.MIN)).isEmpty();
    assertThat(timeline.at(Instant.MAX)).isEmpty();
  }

  @Test
  void at_whenStepsAreNanoseconds_findsEveryStep() {
    List<Integer> values = IntStream.range(0, 100).boxed().toList();
    Timeline<Integer> fine = new Timeline<>(START, Duration.ofNanos(1), values);

    assertThat(values)
        .allSatisfy(nano -> assertThat(fine.at(START.toInstant().plusNanos(nano))).contains(nano));
  }

  @Test
  void segments_acrossADaylightSavingChange_keepOffsetAndInstant() {
    Timeline<Integer> night =
        new Timeline<>(START, Duration.ofHours(1), IntStream.range(0, 8).boxed().toList());

    OffsetDateTime last = night.segments().get(7).start();

    assertThat(last.getOffset()).isEqualTo(START.getOffset());
    assertThat(last.toInstant()).isEqualTo(START.toInstant().plus(Duration.ofHours(7)));
    assertThat(last.atZoneSameInstant(ZoneId.of("Europe/Helsinki")).toLocalDateTime())
        .isEqualTo("2026-03-29T07:00:00");
    assertThat(night.at(OffsetDateTime.parse("2026-03-29T07:00:00+03:00").toInstant())).contains(7);
  }

  @Test
  void emptyTimeline_always_hasNoSegmentsAndEndsAtItsStart() {
    Timeline<String> empty = timeline();

    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.end()).isEqualTo(START);
    assertThat(empty.segments()).isEmpty();
    assertThat(empty.runs()).isEmpty();
    assertThat(empty.durations()).isEmpty();
    assertThat(empty.at(START.toInstant())).isEmpty();
  }

  @Test
  void values_whenTheOriginalListChanges_doNotChange() {
    List<String> original = new ArrayList<>(List.of("a"));
    Timeline<String> copy = new Timeline<>(START, STEP, original);

    original.add("b");

    assertThat(copy.values()).containsExactly("a");
    assertThatThrownBy(() -> copy.values().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void newTimeline_whenTheStepIsNotPositive_fails() {
    for (Duration step : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Timeline<>(START, step, List.of()))
          .withMessageContaining("step");
    }
  }

  @Test
  void newTimeline_whenItsEndIsTooLate_fails() {
    Duration longest =
        Duration.between(START, OffsetDateTime.MAX.withOffsetSameLocal(START.getOffset()));

    assertThat(new Timeline<>(START, longest, List.of("a")).end().getYear()).isEqualTo(999_999_999);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timeline<>(START, longest, List.of("a", "b")))
        .withMessageContaining("step is too long");
  }

  @Test
  void toString_ofTimelineAndSegment_containsNoValue() {
    Timeline<String> secret = timeline("secret", "secret");

    assertThat(secret).hasToString("Timeline[start=2026-03-28T23:00+02:00, step=PT5M, count=2]");
    assertThat(secret.runs().get(0))
        .hasToString("Segment[start=2026-03-28T23:00+02:00, duration=PT10M]");
  }

  private static Timeline<String> timeline(String... values) {
    return new Timeline<>(START, STEP, Arrays.asList(values));
  }
}
