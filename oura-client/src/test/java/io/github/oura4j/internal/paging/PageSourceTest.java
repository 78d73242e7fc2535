// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSourceTest {

  @Test
  void trim_whenAllElementsMatch_returnsThePageItself() {
    Page<Integer> page = new Page<>(List.of(1, 2, 3), null, Map.of("new", 1));

    assertThat(trim(page, number -> true)).isSameAs(page);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0b1, 0b10, 0b100, 0b101, 0b110, 0b11, 0b10000, 0b11110, 0b11111})
  void trim_withAFilter_testsEachElementOnceInOrder(int matching) {
    Page<Integer> page = new Page<>(List.of(0, 1, 2, 3, 4), null, Map.of("new", 1));
    List<Integer> tested = new ArrayList<>();

    Page<Integer> filtered =
        trim(page, number -> tested.add(number) && (matching >> number & 1) == 1);

    assertThat(tested).containsExactly(0, 1, 2, 3, 4);
    assertThat(filtered.data())
        .isEqualTo(page.data().stream().filter(number -> (matching >> number & 1) == 1).toList());
    assertThat(filtered.unknownProperties()).containsEntry("new", 1);
  }

  private static Page<Integer> trim(Page<Integer> page, Predicate<Integer> filter) {
    return PageSource.filtered(PageChain.of(token -> page), filter).trim().apply(page);
  }
}
