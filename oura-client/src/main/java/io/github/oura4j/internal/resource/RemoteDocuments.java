// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.Documents;
import io.github.oura4j.ListOptions;
import io.github.oura4j.internal.paging.PageChain;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.paging.PageSource;
import io.github.oura4j.internal.paging.Prefetch;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents without a day that are fetched from Oura, such as ring configurations.
 *
 * @param listPage the generated method that fetches a page of the list
 * @param getOne the generated method that fetches one document
 * @param executor runs the requests for pages that are fetched before they are read
 */
public record RemoteDocuments<T extends Document>(
    ListPage<T> listPage, Function<String, T> getOne, Executor executor) implements Documents<T> {

  /** The signature of the generated methods that fetch a page of a list. */
  @FunctionalInterface
  public interface ListPage<T> {
    Page<T> page(@Nullable String nextToken, @Nullable String fields);
  }

  /** There are no windows, so that each page can be requested only after the one before it. */
  private static final int PAGES_PER_PARALLEL_REQUEST = 1;

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    Objects.requireNonNull(options, "options must not be null");
    String fields = FieldsParameter.of(options, List.of("id"));
    Prefetch prefetch = PrefetchOption.of(options, PAGES_PER_PARALLEL_REQUEST, executor);
    Supplier<PageSource<Page<T>>> all =
        () -> PageSource.whole(PageChain.of(token -> listPage.page(token, fields)));
    return () -> new PageIterator<>(List.of(all), prefetch);
  }

  @Override
  public T get(String id) {
    return getOne.apply(DocumentId.check(id));
  }

  /** Returns the name of the class, but no data of the person. */
  @Override
  public String toString() {
    return "RemoteDocuments";
  }
}
