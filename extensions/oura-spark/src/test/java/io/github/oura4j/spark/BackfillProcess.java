// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.streaming.StreamingQuery;

/** A process with streams of the study, which is killed. Prints {@code DONE} at its end. */
final class BackfillProcess {
  static final List<String> TYPES = List.of("sleep", "heartrate");

  private BackfillProcess() {}

  public static void main(String[] args) throws Exception {
    Backfill backfill = new Backfill(Path.of(args[0]));
    List<StreamingQuery> queries = new ArrayList<>();
    for (String type : TYPES) {
      queries.add(backfill.start(type, Map.of("maxWorkPerBatch", args[1])));
    }
    for (StreamingQuery query : queries) {
      query.awaitTermination();
    }
    System.out.println("DONE");
    Runtime.getRuntime().halt(0);
  }
}
