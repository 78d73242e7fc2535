// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Concatenates iterators lazily: each one is created when the one before it has no more elements.
 *
 * <p>{@link java.util.stream.Stream#flatMap} is not used because the iterator of such a stream
 * buffers all elements of an inner stream.
 *
 * @param <S> the type of the sources that the iterators are created from
 * @param <T> the type of the elements
 */
public final class ConcatIterator<S, T> implements Iterator<T> {
  private final Iterator<S> sources;
  private final Function<S, Iterator<T>> iteratorOf;
  private Iterator<T> current = Collections.emptyIterator();

  public ConcatIterator(Iterator<S> sources, Function<S, Iterator<T>> iteratorOf) {
    this.sources = sources;
    this.iteratorOf = iteratorOf;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && sources.hasNext()) {
      current = iteratorOf.apply(sources.next());
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
