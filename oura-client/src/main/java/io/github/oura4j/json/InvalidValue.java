// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

/**
 * A property whose value in JSON does not fit its type, such as a fraction where the type is an
 * integer. The property is null, and the raw value is kept under the property's name among the
 * unknown properties of the record. This event does not contain the value, which may be health
 * data.
 *
 * @param type the record that has the property: the type of a document, or of an object within one
 * @param property the name of the property in JSON, such as {@code restless_periods}
 */
public record InvalidValue(Class<?> type, String property) {
  /** Returns the simple name of the type, and the property. */
  @Override
  public String toString() {
    return "InvalidValue[" + type.getSimpleName() + ", " + property + "]";
  }
}
