// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads the work of a partition, one piece after the other, page by page. */
final class WorkReader implements PartitionReader<InternalRow> {
  private final WorkPartition partition;
  private final OuraConnector connector;
  private final WorkNotes notes;
  private final TableColumns columns;
  private final Iterator<Work> remaining;
  private @Nullable WorkRows rows;

  WorkReader(WorkPartition partition) {
    this.partition = partition;
    this.connector = Connectors.get(partition.connector());
    this.notes = WorkNotes.of(partition, connector);
    this.columns = TableColumns.of(partition.dataType()).prunedTo(partition.schema());
    this.remaining = partition.work().iterator();
  }

  @Override
  public boolean next() {
    while (rows == null || !rows.advance()) {
      if (!remaining.hasNext()) {
        return false;
      }
      Work work = remaining.next();
      rows =
          notes.isWanted(work)
              ? new WorkRows(partition, connector, notes, columns.propertyNames(), work)
              : null;
    }
    return true;
  }

  @Override
  public InternalRow get() {
    if (rows == null) {
      throw new IllegalStateException("Call next() first.");
    }
    return columns.convert(rows.current());
  }

  @Override
  public void close() {}
}
