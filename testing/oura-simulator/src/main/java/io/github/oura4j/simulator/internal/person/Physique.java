// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.person;

import io.github.oura4j.model.PersonalInfo;
import java.time.LocalDate;

/** Generates a person's age, weight, height and sex, which never change. */
public final class Physique {
  private final PersonModel person;

  /** Creates the generator for a person. */
  public Physique(PersonModel person) {
    this.person = person;
  }

  /** Returns the weight in kilograms. */
  double weight() {
    return person.trait("weight", 520, 980) / 10.0;
  }

  /** Returns the personal info document. */
  public PersonalInfo personalInfo() {
    return PersonalInfo.builder()
        .id(person.id("personal_info", LocalDate.EPOCH, 0))
        .age(person.trait("age", 21, 74))
        .weight(weight())
        .height(person.trait("height", 152, 197) / 100.0)
        .biologicalSex(person.trait("sex", 0, 1) == 0 ? "female" : "male")
        .email("person" + person.seed() + "@example.com")
        .build();
  }
}
