// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares docs/assistant.md with the tools. */
class AssistantPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The name of a tool before a colon, the arguments of a call, and its result. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "`(\\w+)`:\n\n```json\n(.+?)```\n\n```(json|text)\n(.+?)\n```", Pattern.DOTALL);

  private static Fixture fixture;
  private static String page;

  @BeforeAll
  static void start() throws IOException {
    fixture = Fixture.start();
    page = Files.readString(Path.of("../../docs/assistant.md"));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void page_always_namesEachToolWithItsArguments() {
    assertThat(fixture.tools())
        .allSatisfy(
            tool ->
                assertThat(page).contains("| `%s` | %s |".formatted(tool.name(), arguments(tool))));
  }

  private static String arguments(McpSchema.Tool tool) {
    Map<?, ?> properties = (Map<?, ?>) tool.inputSchema().get("properties");
    return properties.keySet().stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  @Test
  void page_always_showsResultsAsTheToolsReturnThem() throws IOException {
    List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();

    assertThat(examples).hasSize(3);
    for (MatchResult example : examples) {
      Map<String, Object> arguments = JSON.readValue(example.group(2), new TypeReference<>() {});
      String result = Fixture.text(fixture.call(example.group(1), arguments));
      if (example.group(3).equals("json")) {
        assertThat(JSON.readTree(result)).isEqualTo(JSON.readTree(example.group(4)));
      } else {
        assertThat(result).isEqualTo(example.group(4));
      }
    }
  }

  @Test
  void page_always_namesTheGreatestLengths() {
    assertThat(page)
        .contains(
            String.format(Locale.ENGLISH, "in at most %,d characters", ListData.MOST_CHARACTERS))
        .contains(
            String.format(
                Locale.ENGLISH,
                "No result has more than %,d\n  characters",
                OuraTools.MOST_CHARACTERS));
  }
}
