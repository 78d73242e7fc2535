// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.sync.Checkpoint;
import io.github.oura4j.sync.HistorySink;
import java.util.function.Function;

/**
 * Where the rows of one attempt for a person go, and what notes them.
 *
 * @param sink the sink of the history
 * @param checkpoint its checkpoint
 */
record Delivery(HistorySink sink, Checkpoint checkpoint) {

  /** Creates the delivery of an attempt. */
  @FunctionalInterface
  interface Factory {
    Delivery create(LedgerAccess access, HeldLease lease);
  }

  static Factory toSinks(Function<String, HistorySink> sinks) {
    return (access, lease) ->
        new Delivery(
            new GuardedSink(sinks.apply(access.person()), lease), new LedgerCheckpoint(access));
  }

  static Factory toTransactionalSink(TransactionalSink sink) {
    return (access, lease) -> {
      TransactionalDelivery delivery = new TransactionalDelivery(access, sink);
      return new Delivery(delivery, delivery);
    };
  }
}
