// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Undated documents that Oura keeps.
 *
 * @param listPage the generated method that lists a page
 * @param getOne the generated method that fetches one document
 */
record RemoteDocuments<T extends Document>(ListPage<T> listPage, Function<String, T> getOne)
    implements Documents<T> {

  /** The form of the generated methods that list a page. */
  @FunctionalInterface
  interface ListPage<T> {
    Page<T> page(@Nullable String nextToken, @Nullable String fields);
  }

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    String fields = options.parameter(List.of("id"));
    return () -> Pages.walk(token -> listPage.page(token, fields));
  }

  @Override
  public T get(String id) {
    return getOne.apply(DocumentId.check(id));
  }

  /** Names what it is, and nothing of what Oura keeps. */
  @Override
  public String toString() {
    return "RemoteDocuments";
  }
}
