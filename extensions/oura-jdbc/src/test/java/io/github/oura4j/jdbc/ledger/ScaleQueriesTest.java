// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.jdbc.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the queries of the manual. */
class ScaleQueriesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  private static final Pattern SQL = Pattern.compile("```sql\\R(.*?)```", Pattern.DOTALL);

  private static final Path PAGE = Path.of("..", "..", "docs", "scale.md");

  @TestFactory
  Stream<DynamicTest> queries_ofTheManual_areAccepted() throws IOException {
    List<String> queries =
        SQL.matcher(Files.readString(PAGE))
            .results()
            .flatMap(block -> Stream.of(block.group(1).replaceAll("--.*", "").split(";")))
            .map(String::strip)
            .filter(query -> !query.isEmpty())
            .toList();
    assertThat(queries).hasSizeGreaterThan(5);
    return queries.stream()
        .map(query -> dynamicTest(query, () -> assertThat(database.query(query)).isNotNull()));
  }
}
