// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.types.StructType;

/**
 * What one task reads. It travels to executors, and contains no token.
 *
 * @param dataType the data type
 * @param connector the name of the connector
 * @param schema the columns that the query reads
 * @param failures what becomes of people who cannot be read
 * @param inLedger whether the outcomes are saved in the connector's ledger
 * @param query what distinguishes the query from others
 * @param work what is to be read
 */
record WorkPartition(
    DataType dataType,
    String connector,
    StructType schema,
    FailureMode failures,
    boolean inLedger,
    String query,
    ArrayList<Work> work)
    implements InputPartition {

  /**
   * Divides the work of this partition into groups of about the same size, so that a study does not
   * become a file for each person.
   */
  InputPartition[] split(int groups) {
    int size = Math.min(groups, work.size());
    List<ArrayList<Work>> parts =
        IntStream.range(0, size).mapToObj(part -> new ArrayList<Work>()).toList();
    for (int i = 0; i < work.size(); i++) {
      parts.get(i % size).add(work.get(i));
    }
    return parts.stream()
        .map(
            part -> new WorkPartition(dataType, connector, schema, failures, inLedger, query, part))
        .toArray(InputPartition[]::new);
  }

  /** Returns no keys of people. */
  @Override
  public String toString() {
    return "WorkPartition[" + dataType.pathName() + ", " + work.size() + " pieces of work]";
  }
}
