// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

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
  void next_withNextTokens_followsThemToTheLastPage() {
    Map<String, Page<String>> pagesByToken =
        Map.of(
            "",
            Page.of(List.of("a"), "1"),
            "1",
            Page.of(List.of(), "2"),
            "2",
            Page.of(List.of("b"), null));
    List<String> elements = new ArrayList<>();

    PageIterator.of(token -> pagesByToken.get(token == null ? "" : token))
        .forEachRemaining(page -> elements.addAll(page.data()));

    assertThat(elements).containsExactly("a", "b");
  }

  @Test
  void next_whenNextTokenRepeats_throws() {
    Iterator<Page<String>> pages =
        PageIterator.of(token -> Page.of(List.of("x"), "same".equals(token) ? "other" : "same"));

    pages.next();
    pages.next();
    pages.next();

    assertThatThrownBy(pages::next).isInstanceOf(OuraPagingException.class);
  }

  @Test
  void next_afterTheLastPage_throwsNoSuchElement() {
    Iterator<Page<String>> pages = PageIterator.of(token -> Page.of(List.of(), ""));
    pages.next();

    assertThat(pages.hasNext()).isFalse();
    assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void next_whenEmptyPagesNeverEnd_throws() {
    int[] fetched = {0};
    Iterator<Page<String>> pages = PageIterator.of(token -> Page.of(List.of(), "t" + fetched[0]++));

    assertThatThrownBy(() -> pages.forEachRemaining(page -> {}))
        .isInstanceOf(OuraPagingException.class)
        .hasMessageContaining("empty pages");
    assertThat(fetched[0]).isEqualTo(101);
  }

  @Test
  void next_afterAFailure_fetchesTheSamePageAgain() {
    boolean[] failed = {false};
    Iterator<Page<String>> pages =
        PageIterator.of(
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
    pages.next();

    assertThatThrownBy(pages::next).hasMessage("once");
    assertThat(pages.next().data()).containsExactly("b");
  }
}
