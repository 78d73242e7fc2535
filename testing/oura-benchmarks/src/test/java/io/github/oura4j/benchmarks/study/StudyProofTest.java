// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.limit.RateLimit;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class StudyProofTest {

  @Test
  void study_whoseProcessIsKilled_isCompleteWithinTheLimit() throws Exception {
    StudyProof.Size size =
        new StudyProof.Size(
            5, 3, 2, 4, 1, new RateLimit(70, Duration.ofSeconds(2)), Duration.ofSeconds(3));
    try (StudyDatabase database = database()) {
      StudyProof.Result result = new StudyProof(size, database.url()).run();

      assertThat(result.isProved()).as(result.table()).isTrue();
    }
  }

  private static StudyDatabase database() throws Exception {
    try {
      return StudyDatabase.create();
    } catch (IOException | IllegalStateException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      return Assumptions.abort("No PostgreSQL could be started: " + e);
    }
  }
}
