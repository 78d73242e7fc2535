// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oura4j.error.OuraException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The tools of the server, and what is the same for each: its result as JSON, and its errors. */
final class OuraTools {
  /** Above what each tool limits itself to. */
  static final int MOST_CHARACTERS = 40_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DataSource source;
  private final PrintStream log;
  private final List<OuraTool> tools;

  /**
   * Creates the tools.
   *
   * @param source where the data comes from
   * @param log is told of failed calls, without arguments and values
   */
  OuraTools(DataSource source, PrintStream log) {
    this.source = source;
    this.log = log;
    DailyMetrics metrics = new DailyMetrics(source.client());
    this.tools =
        List.of(
            new SummarizeDays(metrics),
            new GetNight(source.client()),
            new GetTrends(metrics),
            new ListData(source.client()));
  }

  /** Returns the names of all tools. */
  static List<String> names() {
    return List.of(SummarizeDays.NAME, GetNight.NAME, GetTrends.NAME, ListData.NAME);
  }

  List<SyncToolSpecification> specifications() {
    return tools.stream()
        .map(
            tool ->
                new SyncToolSpecification(
                    definition(tool), (exchange, request) -> call(tool, request)))
        .toList();
  }

  private static McpSchema.Tool definition(OuraTool tool) {
    return McpSchema.Tool.builder(tool.name(), Parameter.schemaOf(tool.parameters()))
        .title(tool.title())
        .description(tool.description())
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .readOnlyHint(true)
                .idempotentHint(true)
                .destructiveHint(false)
                .openWorldHint(true)
                .build())
        .build();
  }

  private CallToolResult call(OuraTool tool, CallToolRequest request) {
    try {
      return result(checkLength(json(callTool(tool, request))), false);
    } catch (InvalidArgumentException e) {
      return result(String.valueOf(e.getMessage()), true);
    } catch (OuraException e) {
      log.println(tool.name() + ": " + e.getMessage());
      return result(String.valueOf(e.getMessage()), true);
    } catch (RuntimeException e) {
      // Its message may contain a value.
      log.println(tool.name() + " failed: " + e.getClass().getName() + " at " + origin(e));
      return result(
          "%s failed unexpectedly (%s). Another range or tool may work; please report this."
              .formatted(tool.name(), e.getClass().getSimpleName()),
          true);
    }
  }

  private Map<String, Object> callTool(OuraTool tool, CallToolRequest request) {
    LocalDate today = source.today();
    Arguments arguments =
        new Arguments(
            Objects.requireNonNullElse(request.arguments(), Map.of()), tool.parameters(), today);
    Map<String, Object> result = new LinkedHashMap<>();
    if (source.isSimulated()) {
      result.put("source", DataSource.SIMULATED);
    }
    result.put("today", today.toString());
    result.putAll(tool.call(arguments));
    return result;
  }

  /** Rejects what no limit of a tool has kept small, such as texts that Oura never sent before. */
  private static String checkLength(String result) {
    if (result.length() > MOST_CHARACTERS) {
      throw new InvalidArgumentException(
          String.format(
              Locale.ENGLISH,
              "The result has %,d characters, too many for the context of a model. Use a shorter"
                  + " range or, in list_data, rows with fields and a lower limit.",
              result.length()));
    }
    return result;
  }

  private static String json(Map<String, Object> result) {
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result is not representable as JSON.");
    }
  }

  private static CallToolResult result(String text, boolean isError) {
    return CallToolResult.builder().addTextContent(text).isError(isError).build();
  }

  private static String origin(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
