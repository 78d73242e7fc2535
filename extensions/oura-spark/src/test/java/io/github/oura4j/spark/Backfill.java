// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Streams of the study into Parquet files.
 *
 * @param folder the folder for rows and checkpoints
 */
record Backfill(Path folder) {
  /** Starts a stream, which ends when it has done all work. */
  StreamingQuery start(String type, Map<String, String> options) throws Exception {
    return TestSession.get()
        .readStream()
        .format("oura")
        .option("type", type)
        .option("connector", "study")
        .options(options)
        .load()
        .writeStream()
        .format("parquet")
        .option("path", rows(type).toString())
        .option("checkpointLocation", checkpoint().resolve(type).toString())
        .trigger(Trigger.AvailableNow())
        .start();
  }

  /** Runs a stream until it has done all work, and returns the number of its micro-batches. */
  long run(String type, Map<String, String> options) throws Exception {
    StreamingQuery query = start(type, options);
    query.awaitTermination();
    return query.lastProgress() == null ? 0 : query.recentProgress().length;
  }

  Path checkpoint() {
    return folder.resolve("checkpoints");
  }

  private Path rows(String type) {
    return folder.resolve(type);
  }

  /** Returns the rows that were stored. */
  Dataset<Row> read(String type) {
    return TestSession.get().read().parquet(rows(type).toString());
  }

  /** Returns why a stream ends. */
  Throwable failure(String type, Map<String, String> options) throws Exception {
    StreamingQuery query = start(type, options);
    try {
      query.awaitTermination();
    } catch (StreamingQueryException e) {
      return e;
    }
    throw new AssertionError("The stream has not failed.");
  }
}
