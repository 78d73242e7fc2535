// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowerBoundsTest {
  /** Close to where a ticker overflows. */
  private static final long NOW = Long.valueOf(Long.MAX_VALUE).longValue() - 10;

  private final LowerBounds bounds = new LowerBounds();

  @Test
  void waitOf_afterBoundsWereSet_isTheLongestThatConcernsTheRequest() {
    bounds.set("a", NOW + 100, NOW);
    bounds.set("a", NOW + 50, NOW);
    assertThat(bounds.waitOf("a", NOW)).isEqualTo(100);
    assertThat(bounds.waitOf("b", NOW)).isZero();
    assertThat(bounds.waitOf(null, NOW)).isZero();

    bounds.set(null, NOW + 70, NOW);
    assertThat(bounds.waitOf("a", NOW + 20)).isEqualTo(80);
    assertThat(bounds.waitOf("b", NOW + 20)).isEqualTo(50);
    assertThat(bounds.waitOf(null, NOW + 20)).isEqualTo(50);
    assertThat(bounds.waitOf("a", NOW + 100)).isZero();
  }

  @Test
  void set_forManyTokensOverTime_keepsOnlyBoundsThatHaveNotPassed() {
    bounds.set("held", NOW + 1_000_000, NOW);
    for (int i = 0; i < 50_000; i++) {
      bounds.set("t" + i, NOW + i + 10, NOW + i);
    }

    assertThat(bounds.size()).isLessThanOrEqualTo(1000);
    assertThat(bounds.waitOf("held", NOW)).isEqualTo(1_000_000);
  }
}
