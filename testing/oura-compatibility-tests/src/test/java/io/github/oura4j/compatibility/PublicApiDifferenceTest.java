// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.openapi.compare.PublicApiDifference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicApiDifferenceTest {
  @Test
  void between_whenAMethodIsRemoved_breaksItsCallers() {
    assertThat(
            PublicApiDifference.between(
                    List.of("class A", "  int a()", "  int b()"), List.of("class A", "  int a()"))
                .breaking())
        .containsExactly("- A: int b()");
  }

  @Test
  void between_whenAMethodIsAdded_isCompatible() {
    PublicApiDifference difference =
        PublicApiDifference.between(
            List.of("class A", "  int a()"), List.of("class A", "  int a()", "  int b()"));
    assertThat(difference.breaking()).isEmpty();
    assertThat(difference.compatible()).containsExactly("+ A: int b()");
  }

  @Test
  void between_whenAnExistingTypeGetsAnAbstractMethod_breaksItsImplementers() {
    List<String> before = List.of("interface A");
    assertThat(
            PublicApiDifference.between(before, List.of("interface A", "  abstract int a()"))
                .breaking())
        .containsExactly("+ A: abstract int a()");
    assertThat(
            PublicApiDifference.between(
                    before, List.of("interface A", "interface B", "  abstract int a()"))
                .breaking())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "String a()                  | @Nullable String a()",
        "String[] a()                | String @Nullable [] a()",
        "static final String A       | static final @Nullable String A",
        "void a(@Nullable String)    | void a(String)",
        "void a(int, @Nullable int[]) | void a(int, int[])",
        "new(@Nullable String)       | new(String)"
      })
  void between_whenNullnessChanges_breaksCallersInOneDirectionOnly(String strict, String broken) {
    PublicApiDifference difference = between(strict, broken);
    assertThat(difference.breaking()).containsExactly("~ A: " + strict + " -> A: " + broken);
    assertThat(difference.compatible()).isEmpty();

    PublicApiDifference reverse = between(broken, strict);
    assertThat(reverse.breaking()).isEmpty();
    assertThat(reverse.compatible()).containsExactly("~ A: " + broken + " -> A: " + strict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "List<String> a()            | List<@Nullable String> a()",
        "void a(List<String>)        | void a(List<@Nullable String>)",
        "<T> T a()                   | <T extends @Nullable Object> T a()",
        "abstract void a(String)     | abstract void a(@Nullable String)",
        "default @Nullable String a() | default String a()"
      })
  void between_whenNullnessOfAnArgumentOrAnOverridableMethodChanges_breaksBothWays(
      String one, String other) {
    assertThat(between(one, other).breaking()).isNotEmpty();
    assertThat(between(other, one).breaking()).isNotEmpty();
  }

  @Test
  void between_whenOnePlaceBecomesNullableAndAnotherNonNull_breaksWhenOneOfThemDoes() {
    assertThat(between("@Nullable String a(String)", "String a(@Nullable String)").breaking())
        .isEmpty();
    assertThat(between("@Nullable String a(@Nullable String)", "String a(String)").breaking())
        .hasSize(1);
  }

  private static PublicApiDifference between(String before, String after) {
    return PublicApiDifference.between(
        List.of("class A", "  " + before), List.of("class A", "  " + after));
  }
}
