// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListOptionsTest {

  @Test
  void defaults_requestOnePageAfterTheOther() {
    assertThat(ListOptions.defaults()).isEqualTo(new ListOptions(List.of(), 1, false));
  }

  @Test
  void with_keepsTheOtherOptions() {
    assertThat(ListOptions.fields("score").withParallelRequests(32).withFetchAhead())
        .isEqualTo(ListOptions.fields("score").withFetchAhead().withParallelRequests(32))
        .isEqualTo(new ListOptions(List.of("score"), 32, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 33, Integer.MAX_VALUE})
  void withParallelRequests_outOfRange_throws(int n) {
    ListOptions options = ListOptions.defaults();

    assertThatThrownBy(() -> options.withParallelRequests(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parallelRequests must be from 1 to 32, but is " + n + ".");
  }
}
