// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineCharactersTest {
  @Test
  void sleepPhase_whenTheCharacterIsKnown_isTheConstant() {
    List<SleepPhase> phases = "1234".chars().mapToObj(code -> SleepPhase.of((char) code)).toList();

    assertThat(phases)
        .containsExactly(SleepPhase.DEEP, SleepPhase.LIGHT, SleepPhase.REM, SleepPhase.AWAKE)
        .extracting(SleepPhase::known)
        .containsExactly(
            SleepPhase.Known.DEEP,
            SleepPhase.Known.LIGHT,
            SleepPhase.Known.REM,
            SleepPhase.Known.AWAKE);
    assertThat(phases).hasToString("[DEEP, LIGHT, REM, AWAKE]");
  }

  @Test
  void movement_whenTheCharacterIsKnown_isTheConstant() {
    List<Movement> movements = "1234".chars().mapToObj(code -> Movement.of((char) code)).toList();

    assertThat(movements)
        .containsExactly(
            Movement.NO_MOTION, Movement.RESTLESS, Movement.TOSSING_AND_TURNING, Movement.ACTIVE)
        .extracting(Movement::known)
        .containsExactly(
            Movement.Known.NO_MOTION,
            Movement.Known.RESTLESS,
            Movement.Known.TOSSING_AND_TURNING,
            Movement.Known.ACTIVE);
    assertThat(movements).hasToString("[NO_MOTION, RESTLESS, TOSSING_AND_TURNING, ACTIVE]");
  }

  @Test
  void activityClass_whenTheCharacterIsKnown_isTheConstant() {
    List<ActivityClass> classes =
        "012345".chars().mapToObj(code -> ActivityClass.of((char) code)).toList();

    assertThat(classes)
        .containsExactly(
            ActivityClass.NON_WEAR,
            ActivityClass.REST,
            ActivityClass.INACTIVE,
            ActivityClass.LOW,
            ActivityClass.MEDIUM,
            ActivityClass.HIGH)
        .extracting(ActivityClass::known)
        .containsExactly(
            ActivityClass.Known.NON_WEAR,
            ActivityClass.Known.REST,
            ActivityClass.Known.INACTIVE,
            ActivityClass.Known.LOW,
            ActivityClass.Known.MEDIUM,
            ActivityClass.Known.HIGH);
    assertThat(classes).hasToString("[NON_WEAR, REST, INACTIVE, LOW, MEDIUM, HIGH]");
  }

  @Test
  void everyType_whenTheCharacterIsUnknown_preservesIt() {
    assertThat(SleepPhase.of('5').known()).isEqualTo(SleepPhase.Known.UNKNOWN);
    assertThat(SleepPhase.of('5').code()).isEqualTo('5');
    assertThat(SleepPhase.of('5')).hasToString("UNKNOWN(5)").isEqualTo(SleepPhase.of('5'));
    assertThat(SleepPhase.of('5')).isNotEqualTo(SleepPhase.of('6'));

    assertThat(Movement.of('0').known()).isEqualTo(Movement.Known.UNKNOWN);
    assertThat(Movement.of('0').code()).isEqualTo('0');
    assertThat(Movement.of('0')).hasToString("UNKNOWN(0)");

    assertThat(ActivityClass.of('x').known()).isEqualTo(ActivityClass.Known.UNKNOWN);
    assertThat(ActivityClass.of('x').code()).isEqualTo('x');
    assertThat(ActivityClass.of('x')).hasToString("UNKNOWN(x)");
  }
}
