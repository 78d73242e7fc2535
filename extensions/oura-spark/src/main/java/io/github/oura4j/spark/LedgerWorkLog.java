// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.jdbc.ledger.PostgresLedger;
import io.github.oura4j.model.DataType;
import java.util.List;

/**
 * The work of one data type in a ledger.
 *
 * @param ledger the ledger
 * @param dataType the data type
 */
record LedgerWorkLog(PostgresLedger ledger, DataType dataType) implements WorkLog {
  @Override
  public long lastSequence() {
    return ledger.lastSequence();
  }

  @Override
  public List<Work> work(long after, long upTo) {
    return ledger.work(after, upTo).stream()
        .filter(work -> work.dataType() == dataType)
        .map(work -> new Work(work.sequence(), work.person(), work.first(), work.last()))
        .toList();
  }

  @Override
  public String identity(long upTo) {
    return ledger.identity(upTo);
  }

  @Override
  public boolean isIdentity(long upTo, String identity) {
    return ledger.isIdentity(upTo, identity);
  }

  @Override
  public void saveStored(long after, long upTo) {
    ledger.saveStored(dataType, after, upTo);
  }
}
