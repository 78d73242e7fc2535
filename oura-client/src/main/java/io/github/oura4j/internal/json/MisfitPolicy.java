// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

/**
 * What happens to a value that does not fit the type of its property.
 *
 * @param strict whether such a value is an error. Otherwise, the property is null, and its raw
 *     value is kept among the unknown properties
 * @param listener is notified of each such value once the whole text has been decoded
 */
public record MisfitPolicy(boolean strict, Listener listener) {
  /** Keeps such values and notifies nobody. */
  public static final MisfitPolicy KEEP = keep((type, property) -> {});

  /** Treats such values as errors. */
  public static final MisfitPolicy REJECT = new MisfitPolicy(true, (type, property) -> {});

  /** Keeps such values and notifies a listener. */
  public static MisfitPolicy keep(Listener listener) {
    return new MisfitPolicy(false, listener);
  }

  /** Is notified of values that do not fit the types of their properties. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Handles a value that does not fit.
     *
     * @param type the record that has the property
     * @param property the name of the property in JSON
     */
    void onMisfit(Class<?> type, String property);
  }
}
