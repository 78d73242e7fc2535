// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

/**
 * Ends the update of a person whose lease has expired and was taken by another process, or who was
 * removed from the ledger.
 */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException() {
    super("Another process works for this person now, or the person was removed.");
  }
}
