// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

/**
 * Measures elapsed time, for deadlines and rate limits. It is monotonic: setting the system's clock
 * neither shortens nor prolongs a wait. Tests replace it with one that they advance themselves.
 *
 * <p>An implementation must be thread-safe.
 */
@FunctionalInterface
public interface Ticker {

  /**
   * Returns the current reading. Only the difference between two readings has a meaning.
   *
   * @return nanoseconds since an arbitrary origin
   */
  long nanoTime();

  /**
   * Returns the ticker that reads {@link System#nanoTime()}.
   *
   * @return the default
   */
  static Ticker system() {
    return System::nanoTime;
  }
}
