// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.PersonalInfo;
import java.time.LocalDate;

/** What stays the same about a person. */
final class Body {
  private final Life life;

  Body(Life life) {
    this.life = life;
  }

  /** Kilograms. */
  double weight() {
    return life.trait("weight", 520, 980) / 10.0;
  }

  PersonalInfo personalInfo() {
    return PersonalInfo.builder()
        .id(life.id("personal_info", LocalDate.EPOCH, 0))
        .age(life.trait("age", 21, 74))
        .weight(weight())
        .height(life.trait("height", 152, 197) / 100.0)
        .biologicalSex(life.trait("sex", 0, 1) == 0 ? "female" : "male")
        .email("person" + life.seed() + "@example.com")
        .build();
  }
}
