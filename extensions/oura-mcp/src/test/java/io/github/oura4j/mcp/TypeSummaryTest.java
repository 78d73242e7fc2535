// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the summary of a data type leaves out, and says so. */
class TypeSummaryTest {
  @Test
  void describe_withVeryManySources_saysThatSomeAreLeftOut() {
    TypeSummary few = summary(DataType.HEART_RATE);
    TypeSummary many = summary(DataType.HEART_RATE);
    for (int source = 0; source < 41; source++) {
      Object sample =
          document(
              DataType.HEART_RATE,
              "{\"timestamp\":\"2026-03-21T08:00:00Z\",\"bpm\":60,\"source\":\"s%d\"}"
                  .formatted(source));
      many.add(sample);
      if (source < 40) {
        few.add(sample);
      }
    }

    assertThat(note(many)).contains("more than 40 sources");
    assertThat(note(few)).doesNotContain("more than 40 sources");
  }

  @Test
  void describe_withManyDistinctTexts_namesTheProperty() {
    TypeSummary few = summary(DataType.WORKOUT);
    TypeSummary many = summary(DataType.WORKOUT);
    for (int label = 0; label < 13; label++) {
      Object workout =
          document(
              DataType.WORKOUT,
              "{\"id\":\"w%d\",\"day\":\"2026-03-20\",\"label\":\"l%d\"}".formatted(label, label));
      many.add(workout);
      if (label < 12) {
        few.add(workout);
      }
    }

    assertThat(note(many)).contains("many values: label.");
    assertThat(note(few)).doesNotContain("label");
  }

  @Test
  void describe_ofSleepWithoutAType_groupsItAsUnknown() {
    TypeSummary summary = summary(DataType.SLEEP);
    summary.add(
        document(
            DataType.SLEEP,
            "{\"id\":\"a\",\"day\":\"2026-03-20\",\"type\":\"long_sleep\",\"efficiency\":90}"));
    summary.add(document(DataType.SLEEP, "{\"id\":\"b\",\"day\":\"2026-03-20\"}"));

    assertThat(describe(summary))
        .containsEntry("count", 2L)
        .doesNotContainKey("numbers")
        .extractingByKey("by_type")
        .asString()
        .contains("long_sleep={count=1", "unknown={count=1}");
  }

  private static TypeSummary summary(DataType type) {
    return new TypeSummary(
        type,
        List.of(),
        type == DataType.HEART_RATE ? new DayRange(Fixture.TODAY, Fixture.TODAY) : null,
        Fixture.CLOCK);
  }

  private static Object document(DataType type, String json) {
    return OuraJson.read(json, type.documentType());
  }

  private static String note(TypeSummary summary) {
    return String.valueOf(describe(summary).get("note"));
  }

  private static Map<String, Object> describe(TypeSummary summary) {
    Map<String, Object> result = new LinkedHashMap<>();
    summary.describe(result);
    return result;
  }
}
