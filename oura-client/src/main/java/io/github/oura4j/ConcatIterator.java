// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The elements of many iterators, one after the other, each made when the one before it is used up.
 * A stream's flatMap would gather a whole inner stream first.
 */
final class ConcatIterator<S, T> implements Iterator<T> {
  private final Iterator<S> sources;
  private final Function<S, Iterator<T>> elements;
  private Iterator<T> current = Collections.emptyIterator();

  ConcatIterator(Iterator<S> sources, Function<S, Iterator<T>> elements) {
    this.sources = sources;
    this.elements = elements;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && sources.hasNext()) {
      current = elements.apply(sources.next());
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
