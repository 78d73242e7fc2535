// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream is, and what it reads. Spark keeps it in the checkpoint. It ends a micro-batch,
 * and contains where that batch begins.
 */
final class WorkOffset extends Offset {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A member that older checkpoints do not have. */
  private static final String IDENTITY_AFTER = "identityAfter";

  private final Source source;
  private final long after;
  private final @Nullable String identityAfter;
  private final long sequence;
  private final String identity;

  /**
   * What a stream reads.
   *
   * @param type the data type
   * @param connector the name of the connector
   * @param schema what identifies the columns
   */
  record Source(String type, String connector, String schema) {}

  /**
   * Creates an offset.
   *
   * @param source what the stream reads
   * @param after the sequence after which the micro-batch begins
   * @param identityAfter what identifies the work up to there; null if that is not known
   * @param sequence the sequence with which it ends
   * @param identity what identifies the work up to there
   */
  WorkOffset(
      Source source, long after, @Nullable String identityAfter, long sequence, String identity) {
    this.source = source;
    this.after = after;
    this.identityAfter = identityAfter;
    this.sequence = sequence;
    this.identity = identity;
  }

  Source source() {
    return source;
  }

  long after() {
    return after;
  }

  @Nullable String identityAfter() {
    return identityAfter;
  }

  long sequence() {
    return sequence;
  }

  String identity() {
    return identity;
  }

  @Override
  public String json() {
    ObjectNode offset = MAPPER.createObjectNode();
    offset
        .put("type", source.type())
        .put("connector", source.connector())
        .put("schema", source.schema())
        .put("after", after)
        .put("sequence", sequence)
        .put("identity", identity);
    if (identityAfter != null) {
      offset.put(IDENTITY_AFTER, identityAfter);
    }
    return offset.toString();
  }

  /**
   * Reads an offset from a checkpoint.
   *
   * @throws OuraSparkException if it is the offset of another source
   */
  static WorkOffset ofJson(String json) {
    try {
      JsonNode offset = MAPPER.readTree(json);
      if (offset.path("after").isIntegralNumber()
          && offset.path("sequence").isIntegralNumber()
          && offset.hasNonNull("type")) {
        return new WorkOffset(
            new Source(
                offset.path("type").asText(),
                offset.path("connector").asText(),
                offset.path("schema").asText()),
            offset.path("after").asLong(),
            offset.hasNonNull(IDENTITY_AFTER) ? offset.path(IDENTITY_AFTER).asText() : null,
            offset.path("sequence").asLong(),
            offset.path("identity").asText());
      }
    } catch (JsonProcessingException e) {
      // The sentence below says what to do.
    }
    throw new OuraSparkException(
        "The checkpoint was not written by a stream of the format oura. " + WorkStream.START_ANEW);
  }
}
