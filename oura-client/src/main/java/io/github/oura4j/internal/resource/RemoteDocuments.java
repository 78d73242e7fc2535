// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.resource;

import io.github.oura4j.Documents;
import io.github.oura4j.ListOptions;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Documents without a day that are fetched from Oura, such as ring configurations.
 *
 * @param listPage the generated method that fetches a page of the list
 * @param getOne the generated method that fetches one document
 */
public record RemoteDocuments<T extends Document>(ListPage<T> listPage, Function<String, T> getOne)
    implements Documents<T> {

  /** The signature of the generated methods that fetch a page of a list. */
  @FunctionalInterface
  public interface ListPage<T> {
    Page<T> page(@Nullable String nextToken, @Nullable String fields);
  }

  @Override
  public Iterable<Page<T>> pages(ListOptions options) {
    Objects.requireNonNull(options, "options must not be null");
    String fields = FieldsParameter.of(options, List.of("id"));
    return () -> PageIterator.of(token -> listPage.page(token, fields));
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
