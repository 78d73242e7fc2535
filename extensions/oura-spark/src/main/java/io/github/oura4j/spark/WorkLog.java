// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.util.List;

/**
 * The work of a stream: numbered, added at the end only, and never changed, but it may be removed.
 */
interface WorkLog {
  /** Returns the number of the last piece of work; 0 if there is none. */
  long lastSequence();

  /**
   * Refuses work at the end that may be incomplete: a stream that ends without it would leave it
   * out.
   */
  default void requireComplete() {}

  /** Returns the work after one number and up to another one, in order. */
  List<Work> work(long after, long upTo);

  /** Returns what identifies this log and its work up to a number. */
  String identity(long upTo);

  /** Returns whether the work up to a number is still that of an identity. */
  boolean isIdentity(long upTo, String identity);

  /** Saves that what was read of the work between two numbers is stored. May be repeated. */
  void saveStored(long after, long upTo);
}
