// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OuraMcpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void process_calledByTheClientOfTheSdk_servesItsTools() throws Exception {
    try (OuraSimulator simulator =
        OuraSimulator.builder().person(Fixture.person().build()).documentPageSize(5).start()) {
      Queue<String> log = new ConcurrentLinkedQueue<>();
      CallToolResult listed;
      CallToolResult rejected;
      try (McpSyncClient client = client(simulator, log)) {
        client.initialize();
        assertThat(client.getServerInfo().name()).isEqualTo("oura-mcp");
        assertThat(client.getServerInstructions()).contains("not measured");
        assertThat(client.listTools().tools())
            .allSatisfy(tool -> assertThat(tool.annotations().readOnlyHint()).isTrue())
            .extracting(McpSchema.Tool::name)
            .containsExactlyElementsOf(OuraTools.names());
        listed =
            call(
                client,
                Map.of(
                    "type", "daily_sleep", "start_date", "2026-02-01", "end_date", "2026-03-21"));
        rejected = call(client, Map.of("type", "daily_sleep", "start_date", "2026-13-01"));
      }

      assertThat(listed.isError()).isFalse();
      assertThat(Fixture.json(listed).path("count").asInt()).isEqualTo(49);
      assertThat(Fixture.json(listed).has("source")).isFalse();
      assertThat(rejected.isError()).isTrue();
      assertThat(Fixture.text(rejected)).contains("start_date must be a date that exists");
      assertThat(log)
          .containsExactly(
              "Serving the data of the person whose access token is set to the MCP client on"
                  + " standard input.");
    }
  }

  private static CallToolResult call(McpSyncClient client, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder("list_data").arguments(arguments).build());
  }

  private static McpSyncClient client(OuraSimulator simulator, Queue<String> log) {
    StdioClientTransport transport =
        new StdioClientTransport(
            new ServerParameters.Builder(command().get(0))
                .args(command().subList(1, command().size()))
                .env(
                    Map.of(
                        "OURA_BASE_URL", simulator.baseUrl(),
                        "OURA_ACCESS_TOKEN", simulator.token()))
                .build(),
            new JacksonMcpJsonMapper(JSON));
    transport.setStdErrorHandler(log::add);
    return McpClient.sync(transport)
        .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(null))
        .build();
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        OuraMcp.class.getName());
  }

  @Test
  void process_whenTerminated_ends() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD);
    // With a token the simulator, which takes time, does not start.
    builder.environment().put("OURA_ACCESS_TOKEN", "token");
    Process process = builder.start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      process.outputWriter(StandardCharsets.UTF_8).append(Requests.INITIALIZE).append("\n").flush();
      assertThat(JSON.readTree(reader.readLine()).has("result")).isTrue();

      // Unlike Process.destroy, this leaves its standard input open.
      process.toHandle().destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void run_withoutToken_servesTheSimulatorAndSaysSoInOneLine() throws Exception {
    List<JsonNode> responses =
        exchange(Requests.INITIALIZE, Requests.INITIALIZED, Requests.call(2, "get_night", "{}"));

    assertThat(responses.get(0).at("/result/serverInfo/name").asText()).isEqualTo("oura-mcp");
    assertThat(result(responses.get(1)).path("source").asText()).isEqualTo(DataSource.SIMULATED);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "No access token found (OURA_ACCESS_TOKEN, .env): serving a made-up person from the"
                + " built-in simulator to the MCP client on standard input.");
  }

  /**
   * The input ends when the calls have hardly begun, as in {@code ... | java -jar oura-mcp.jar}.
   */
  @Test
  void run_whenTheInputEndsDuringCalls_writesAllResults() throws Exception {
    List<JsonNode> responses =
        exchange(
            Requests.INITIALIZE,
            Requests.INITIALIZED,
            Requests.call(2, "get_trends", "{}"),
            Requests.call(3, "list_data", "{\"type\":\"heartrate\",\"days\":30}"),
            Requests.call(4, "get_night", "{}"));

    assertThat(responses)
        .extracting(response -> response.path("id").asInt())
        .containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(responses)
        .noneSatisfy(response -> assertThat(response.at("/result/isError").asBoolean()).isTrue());
  }

  @Test
  void run_withLinesThatAreNoMessages_repliesToEachAndReadsOn() throws Exception {
    List<JsonNode> responses =
        exchange(
            "hello",
            Requests.INITIALIZE,
            "",
            "[".repeat(100_000),
            Requests.INITIALIZED,
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"initialize\",\"params\":{\"capabilities\":4711}}",
            "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"no/method\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}");

    assertThat(responses)
        .extracting(response -> response.path("id").asText() + response.at("/error/code").asText())
        .containsExactly("null-32700", "1", "null-32700", "7-32602", "8-32601", "9");
    assertThat(responses.toString()).doesNotContain("4711", "com.fasterxml", "io.modelcontext");
  }

  @Test
  void run_beforeTheInitialization_respondsToPingsAndRejectsOtherRequests() throws Exception {
    List<JsonNode> responses =
        exchange(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}",
            Requests.INITIALIZE,
            "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"ping\"}",
            Requests.call(9, "get_night", "{}"));

    assertThat(responses)
        .extracting(response -> response.path("id").asInt())
        .containsExactly(7, 1, 8, 9);
    assertThat(responses.get(0).path("result")).isEqualTo(JSON.createObjectNode());
    assertThat(responses.get(2).path("result")).isEqualTo(JSON.createObjectNode());
    assertThat(responses.get(3).at("/error/code").asInt()).isEqualTo(-32600);
    assertThat(responses.get(3).at("/error/message").asText())
        .contains("not initialized", "notifications/initialized");
  }

  /** More than the requests that run at the same time, so that each must give back its permit. */
  @Test
  void run_afterManyEarlyRequests_servesANormalSession() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int id = 100; id < 140; id++) {
      lines.add(Requests.call(id, "get_night", "{}"));
    }
    lines.addAll(
        List.of(Requests.INITIALIZE, Requests.INITIALIZED, Requests.call(2, "get_night", "{}")));

    List<JsonNode> responses = exchange(lines.toArray(String[]::new));

    assertThat(responses).hasSize(42);
    assertThat(responses.subList(0, 40))
        .allSatisfy(response -> assertThat(response.has("error")).isTrue());
    assertThat(result(responses.get(41)).has("sleep")).isTrue();
  }

  @Test
  void run_withANotificationInPlaceOfTheInitialization_respondsToEachRequest() throws Exception {
    List<JsonNode> responses = exchange(Requests.INITIALIZED, Requests.call(2, "get_night", "{}"));

    assertThat(responses).hasSize(1);
  }

  /** A call that would run forever ends with the server. */
  @Test
  void serve_whenACallTakesTooLong_endsAndSaysSo() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (OuraClient client =
        OuraClient.builder()
            .credentials(Credentials.token("token"))
            .transport(
                request -> {
                  awaitUninterruptibly(end);
                  throw new IOException("the end");
                })
            .retry(RetryPolicy.none())
            .build()) {
      OuraTools tools = new OuraTools(new DataSource(client, null), protocol());

      boolean isComplete =
          StdioServer.serve(
              tools,
              input(Requests.INITIALIZE, Requests.INITIALIZED, Requests.call(2, "get_night", "{}")),
              protocol(),
              Duration.ofMillis(20));

      assertThat(isComplete).isFalse();
    } finally {
      end.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void run_withAnUnknownTool_namesTheTools() throws Exception {
    List<JsonNode> responses =
        exchange(Requests.INITIALIZE, Requests.INITIALIZED, Requests.call(2, "get_nights", "{}"));

    assertThat(responses.get(1).at("/error/message").asText())
        .contains("no tool \"get_nights\"")
        .contains(OuraTools.names());
  }

  /** Sends lines, ends the input, and returns what was written once the server has ended. */
  private List<JsonNode> exchange(String... lines) throws IOException {
    assertThat(run(List.of(), Map.of(), input(lines), protocol())).isZero();

    List<JsonNode> responses = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      responses.add(JSON.readTree(line));
    }
    return responses;
  }

  private static InputStream input(String... lines) {
    return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode result(JsonNode response) throws IOException {
    return JSON.readTree(response.at("/result/content/0/text").asText());
  }

  @Test
  void run_withWrongSettings_failsWithTheClientsMessage() {
    int status =
        run(List.of(), Map.of("OURA_BASE_URL", "ftp://example.com"), noInput(), protocol());

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("OURA_BASE_URL").hasLineCount(1);
  }

  @Test
  void run_withHelp_namesTheTools() {
    assertThat(run(List.of("--help"), Map.of(), noInput(), protocol())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(OuraTools.names());
  }

  @Test
  void run_withArguments_isWrongUse() {
    assertThat(run(List.of("--port"), Map.of(), noInput(), protocol())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--help").hasLineCount(1);
  }

  private int run(
      List<String> arguments, Map<String, String> variables, InputStream in, PrintStream protocol) {
    return OuraMcp.run(
        arguments,
        Environment.of(variables, folder),
        in,
        protocol,
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private PrintStream protocol() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private static InputStream noInput() {
    return new ByteArrayInputStream(new byte[0]);
  }
}
