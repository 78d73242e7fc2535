// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.model.DataType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Oura sent of a data type, or why it sent nothing.
 *
 * @param <T> the type of the documents or samples
 * @param type the data type
 * @param values the documents or samples
 * @param failure why there are none; null if they were fetched
 */
public record Fetched<T>(DataType type, List<T> values, @Nullable OuraException failure) {

  static <T> Fetched<T> of(DataType type, Supplier<List<T>> request) {
    try {
      return new Fetched<>(type, request.get(), null);
    } catch (OuraInterruptedException e) {
      throw e;
    } catch (OuraException e) {
      return new Fetched<>(type, List.of(), e);
    }
  }

  /** Returns the data type and the number of values, but no value, which is health data. */
  @Override
  public String toString() {
    return "Fetched[type=" + type + ", count=" + values.size() + "]";
  }
}
