// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.jdbc.internal.Transaction;
import java.sql.SQLException;

/**
 * A lease of this process, and until when it certainly is. Each transaction for the person makes
 * sure that it still is, so that a process that was paused for too long writes nothing.
 * Thread-safe.
 */
final class HeldLease implements LedgerAccess.Guard {
  private final Leases leases;
  private final Lease lease;
  private volatile long validUntilNanos;

  /**
   * Creates a lease that was claimed.
   *
   * @param claimedNanos a time before the claim was sent
   */
  HeldLease(Leases leases, Lease lease, long claimedNanos) {
    this.leases = leases;
    this.lease = lease;
    prolong(claimedNanos);
  }

  Lease lease() {
    return lease;
  }

  @Override
  public void check(Transaction transaction) throws SQLException {
    leases.hold(transaction, lease);
  }

  /** Others see what was set last: a transaction may take longer than a lease. */
  @Override
  public void beforeCommit(Transaction transaction) throws SQLException {
    leases.hold(transaction, lease);
  }

  @Override
  public void onCommit(long sentNanos) {
    prolong(sentNanos);
  }

  /**
   * Notes that the lease was prolonged.
   *
   * @param sentNanos a time before that was sent
   */
  void prolong(long sentNanos) {
    validUntilNanos = sentNanos + leases.duration().toNanos();
  }

  /**
   * Checks that nobody else can have taken this lease.
   *
   * @throws LeaseLostException if it was not prolonged in time
   */
  void requireValid() {
    if (System.nanoTime() - validUntilNanos >= 0) {
      throw new LeaseLostException();
    }
  }
}
