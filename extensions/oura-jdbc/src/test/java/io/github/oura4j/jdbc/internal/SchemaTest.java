// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void serverProblem_ofAnOldServerOrAnotherEncoding_saysWhatIsNeeded() {
    assertThat(Schema.serverProblem(150_000, "UTF8")).isEmpty();
    assertThat(Schema.serverProblem(140_022, "UTF8"))
        .hasValue(
            "The server is PostgreSQL 14, and oura4j needs version 15 or newer. Upgrade the"
                + " server, or use another one.");
    assertThat(Schema.serverProblem(180_006, "SQL_ASCII"))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("is SQL_ASCII, and oura4j needs UTF8"));
  }
}
