// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadAllAvailable;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Does work in micro-batches. The offset is the sequence of the last piece of work, so people who
 * are added later change nothing about the batches before them.
 */
final class WorkStream implements MicroBatchStream, SupportsTriggerAvailableNow {
  /** What to do when a checkpoint cannot be used. */
  static final String START_ANEW =
      "To start anew, use another checkpointLocation and another folder for the rows: in the same"
          + " folder, Spark leaves out batches whose numbers it has stored already.";

  private static final String ONLY_ADD = "Only add lines at the end of the file. ";
  private static final String SAME_LEDGER = "Use the ledger with which the stream began. ";

  /** How much of a ledger is read at once, which also contains the work of other data types. */
  private static final int LOOK_AHEAD = 10_000;

  private final SourceOptions options;
  private final DataType dataType;
  private final StructType schema;
  private final Predicate<String> people;
  private final boolean isFile;
  private final WorkLog log;
  private final RecentSequence lastSequence;
  private final WorkOffset.Source source;
  private final String query = UUID.randomUUID().toString();
  private @Nullable Long target;
  private @Nullable Offset begun;

  WorkStream(SourceOptions options, StructType schema, Predicate<String> people) {
    this.options = options;
    this.people = people;
    this.dataType = options.dataType();
    this.schema = schema;
    this.isFile = options.work().isPresent();
    this.log = log(options);
    this.lastSequence = new RecentSequence(log);
    this.source =
        new WorkOffset.Source(
            dataType.pathName(),
            options.connector(),
            Integer.toHexString(TableColumns.of(dataType).schema().json().hashCode()));
  }

  private static WorkLog log(SourceOptions options) {
    if (options.since() != null || options.until() != null) {
      throw new OuraSparkException(
          "A stream takes its days from its work. Remove the options since and until, and plan work"
              + " for these days.");
    }
    return options
        .work()
        .<WorkLog>map(FileWorkLog::new)
        .or(
            () ->
                Connectors.get(options.connector())
                    .ledger()
                    .map(ledger -> new LedgerWorkLog(ledger, options.dataType())))
        .orElseThrow(
            () ->
                new OuraSparkException(
                    "The connector \""
                        + options.connector()
                        + "\" has no ledger with work for a stream. Let its method ledger() return"
                        + " one, or set the option work to a file with work."));
  }

  /** Returns where a stream begins that has no checkpoint yet. */
  @Override
  public Offset initialOffset() {
    long after = options.after();
    long last = log.lastSequence();
    if (after > last) {
      throw new OuraSparkException(
          "The option after is "
              + after
              + ", but the last work has the number "
              + last
              + ". Set it to the number of work that is there, or remove it.");
    }
    String identity = log.identity(after);
    return new WorkOffset(source, after, identity, after, identity);
  }

  /**
   * Reads an offset without a judgment: only where it is used, it is known whether its batch was
   * completed.
   */
  @Override
  public Offset deserializeOffset(String json) {
    return WorkOffset.ofJson(json);
  }

  /** Checks that an offset, up to which rows are stored, belongs to the work of this stream. */
  private void requireSameWork(WorkOffset offset) {
    requireSameWork(offset, isFile ? ONLY_ADD + START_ANEW : SAME_LEDGER + START_ANEW);
  }

  /** Checks the same of the end of a batch, of which nothing is stored yet. */
  private void requireSameWorkOfBatch(WorkOffset end) {
    String before = end.identityAfter();
    if (before != null && log.isIdentity(end.after(), before)) {
      requireSameWork(
          end,
          (isFile ? ONLY_ADD : SAME_LEDGER)
              + "The work up to number "
              + end.after()
              + " is stored, and has not changed. To continue with the changed work after it, start"
              + " the query with another checkpointLocation and another folder for its rows, and"
              + " with the option after set to "
              + end.after()
              + ".");
    } else {
      requireSameWork(end);
    }
  }

  private void requireSameWork(WorkOffset offset, String advice) {
    requireSame("data type", offset.source().type(), source.type());
    requireSame("connector", offset.source().connector(), source.connector());
    if (!log.isIdentity(offset.sequence(), offset.identity())) {
      throw new OuraSparkException(
          "The work up to number "
              + offset.sequence()
              + ", where the checkpoint is, has changed or is not there anymore. "
              + advice);
    }
  }

  private static void requireSame(String what, String ofCheckpoint, String ofQuery) {
    if (!ofCheckpoint.equals(ofQuery)) {
      throw new OuraSparkException(
          "The checkpoint belongs to the "
              + what
              + " "
              + ofCheckpoint
              + ", but the query reads "
              + ofQuery
              + ". Use a checkpointLocation and a folder for the rows of its own for each.");
    }
  }

  /**
   * Checks that the columns are those of the rows that are stored.
   *
   * @param offset an offset of the checkpoint
   * @param stored the sequence up to which rows are stored
   */
  private void requireSameColumns(WorkOffset offset, long stored) {
    if (!offset.source().schema().equals(source.schema())) {
      throw new OuraSparkException(
          "The columns of "
              + source.type()
              + " have changed since the checkpoint was written, because the library was updated."
              + " Start the query with another checkpointLocation and another folder for its rows,"
              + " and with the option after set to "
              + stored
              + ", so that it continues with what is not stored yet.");
    }
  }

  @Override
  public void prepareForTriggerAvailableNow() {
    log.requireComplete();
    target = log.lastSequence();
  }

  @Override
  public ReadLimit getDefaultReadLimit() {
    return new MaxWork(options.maxWork());
  }

  /** How many pieces of work are done in a micro-batch. */
  private record MaxWork(int pieces) implements ReadLimit {}

  @Override
  public Offset latestOffset() {
    throw new UnsupportedOperationException("Spark calls latestOffset(Offset, ReadLimit) instead.");
  }

  /**
   * Returns the end of the next micro-batch. Spark calls this after the batch that ends with the
   * start was completed, also if another process completed it.
   */
  @Override
  public Offset latestOffset(Offset start, ReadLimit limit) {
    WorkOffset from = (WorkOffset) start;
    if (!start.equals(begun)) {
      requireSameWork(from);
      commit(from);
      requireSameColumns(from, from.sequence());
      begun = start;
    }
    long last = target == null ? lastSequence.get() : target;
    int most = limit instanceof ReadAllAvailable ? Integer.MAX_VALUE : options.maxWork();
    return from.sequence() >= last ? start : batch(from, endOfBatch(from.sequence(), last, most));
  }

  private WorkOffset batch(WorkOffset from, long end) {
    return new WorkOffset(source, from.sequence(), from.identity(), end, log.identity(end));
  }

  private long endOfBatch(long after, long last, int most) {
    int found = 0;
    for (long from = after; from < last; from += LOOK_AHEAD) {
      List<Work> next = log.work(from, Math.min(from + LOOK_AHEAD, last));
      if (found + next.size() >= most) {
        Long sequence = next.get(most - found - 1).sequence();
        return sequence == null ? last : sequence;
      }
      found += next.size();
    }
    return last;
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    WorkOffset from = (WorkOffset) start;
    WorkOffset to = (WorkOffset) end;
    requireSameWork(from);
    requireSameColumns(from, from.sequence());
    requireSameWorkOfBatch(to);
    requireSameColumns(to, from.sequence());
    List<Work> work =
        log.work(from.sequence(), to.sequence()).stream()
            .filter(each -> people.test(each.person()))
            .toList();
    return new WorkPartition(
            dataType,
            options.connector(),
            schema,
            options.failures(FailureMode.EXPECTED),
            !isFile,
            query,
            new ArrayList<>(work))
        .split(OuraScan.groups(options));
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new WorkReaderFactory();
  }

  /** Saves that the rows of a micro-batch are stored. */
  @Override
  public void commit(Offset end) {
    WorkOffset batch = (WorkOffset) end;
    if (batch.after() < batch.sequence()) {
      log.saveStored(batch.after(), batch.sequence());
    }
  }

  @Override
  public void stop() {}

  /** Shown in progress reports and messages, for everybody. */
  @Override
  public String toString() {
    return "oura " + dataType.pathName() + ", work of a " + (isFile ? "file" : "ledger");
  }
}
