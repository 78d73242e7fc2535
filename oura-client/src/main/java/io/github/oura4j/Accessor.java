// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Sample;

/**
 * The accessor of one data type, for code that handles all data types without naming each of them:
 * see {@link OuraClient#accessor}.
 *
 * <p>There is one case for each {@link DataType.Kind}. Test for it with {@code instanceof}, or from
 * Java 21 with a {@code switch}, which needs no default because this interface is sealed.
 */
public sealed interface Accessor {
  /**
   * Returns the data type.
   *
   * @return the data type
   */
  DataType dataType();

  /**
   * The accessor of a data type whose documents are listed by a range of days.
   *
   * @param <T> the type of the documents
   * @param dataType the data type
   * @param documents the same as the data type's own accessor returns
   */
  record Dated<T extends Document>(DataType dataType, DatedDocuments<T> documents)
      implements Accessor {}

  /**
   * The accessor of a data type whose documents are listed without a range.
   *
   * @param <T> the type of the documents
   * @param dataType the data type
   * @param documents the same as the data type's own accessor returns
   */
  record Undated<T extends Document>(DataType dataType, Documents<T> documents)
      implements Accessor {}

  /**
   * The accessor of a data type whose samples are listed by a range of times.
   *
   * @param <T> the type of the samples
   * @param dataType the data type
   * @param samples the same as the data type's own accessor returns
   */
  record Series<T extends Sample>(DataType dataType, TimeSeries<T> samples) implements Accessor {}

  /**
   * The accessor of a data type of which there is one document.
   *
   * @param <T> the type of the document
   * @param dataType the data type
   * @param document the same as the data type's own accessor returns
   */
  record Single<T>(DataType dataType, SingleDocument<T> document) implements Accessor {}
}
