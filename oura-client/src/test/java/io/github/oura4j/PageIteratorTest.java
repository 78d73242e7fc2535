// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.model.Page;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PageIteratorTest {

  @Test
  void next_whenTokensLeadOn_followsThemToTheEnd() {
    Map<String, Page<String>> pages =
        Map.of(
            "",
            Page.of(List.of("a"), "1"),
            "1",
            Page.of(List.of(), "2"),
            "2",
            Page.of(List.of("b"), null));
    List<String> walked = new ArrayList<>();

    Pages.iterator(token -> pages.get(token == null ? "" : token))
        .forEachRemaining(page -> walked.addAll(page.data()));

    assertThat(walked).containsExactly("a", "b");
  }

  @Test
  void next_whenATokenComesTwice_endsInAnError() {
    Iterator<Page<String>> walker =
        Pages.iterator(token -> Page.of(List.of("x"), "same".equals(token) ? "other" : "same"));

    walker.next();
    walker.next();
    walker.next();

    assertThatThrownBy(walker::next).isInstanceOf(OuraPagingException.class);
  }

  @Test
  void next_afterTheLastPage_hasNone() {
    Iterator<Page<String>> walker = Pages.iterator(token -> Page.of(List.of(), ""));
    walker.next();

    assertThat(walker.hasNext()).isFalse();
    assertThatThrownBy(walker::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void next_whenEmptyPagesPromiseMoreWithoutEnd_endsInAnError() {
    int[] asked = {0};
    Iterator<Page<String>> walker = Pages.iterator(token -> Page.of(List.of(), "t" + asked[0]++));

    assertThatThrownBy(() -> walker.forEachRemaining(page -> {}))
        .isInstanceOf(OuraPagingException.class)
        .hasMessageContaining("empty pages");
    assertThat(asked[0]).isEqualTo(101);
  }

  @Test
  void next_afterAFailure_asksForTheSamePageAgain() {
    boolean[] failed = {false};
    Iterator<Page<String>> walker =
        Pages.iterator(
            token -> {
              if (token == null) {
                return Page.of(List.of("a"), "1");
              }
              if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("once");
              }
              return Page.of(List.of("b"), null);
            });
    walker.next();

    assertThatThrownBy(walker::next).hasMessage("once");
    assertThat(walker.next().data()).containsExactly("b");
  }
}
