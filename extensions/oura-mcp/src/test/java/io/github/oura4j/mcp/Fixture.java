// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The tools, without a transport, with the data of a simulated person whose today is fixed. */
final class Fixture implements AutoCloseable {
  static final LocalDate TODAY = LocalDate.of(2026, 3, 21);
  static final Clock CLOCK =
      Clock.fixed(TODAY.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final OuraSimulator simulator;
  private final OuraClient client;
  private final OuraTools tools;

  private Fixture(OuraSimulator simulator, String token, Clock clock) {
    this.simulator = simulator;
    SimulatedPerson person = simulator.person();
    this.client =
        OuraClient.builder()
            .credentials(Credentials.token(token))
            .baseUrl(simulator.baseUrl())
            .zone(person.zone())
            .clock(clock)
            .build();
    this.tools =
        new OuraTools(
            new DataSource(client, null), new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  /** Starts a fixture whose lists have many pages. */
  static Fixture start() {
    OuraSimulator simulator =
        OuraSimulator.builder().person(person().build()).pageSize(500).documentPageSize(10).start();
    return of(simulator, simulator.token());
  }

  static Fixture of(OuraSimulator simulator, String token) {
    return new Fixture(simulator, token, CLOCK);
  }

  /** Starts a fixture whose time is another one of today. */
  static Fixture at(LocalTime time) {
    OuraSimulator simulator = OuraSimulator.builder().person(person().build()).start();
    ZoneId zone = simulator.person().zone();
    Clock clock = Clock.fixed(TODAY.atTime(time).atZone(zone).toInstant(), zone);
    return new Fixture(simulator, simulator.token(), clock);
  }

  static SimulatedPerson.Builder person() {
    return SimulatedPerson.builder()
        .seed(7)
        .firstDay(TODAY.minusDays(120))
        .newestDay(TODAY)
        .wearsRingEveryDay();
  }

  SimulatedPerson simulatedPerson() {
    return simulator.person();
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Returns the tools as a client sees them. */
  List<McpSchema.Tool> tools() {
    return tools.specifications().stream().map(SyncToolSpecification::tool).toList();
  }

  CallToolResult call(String tool, Map<String, Object> arguments) {
    return call(tools, tool, arguments);
  }

  static CallToolResult call(OuraTools tools, String tool, Map<String, Object> arguments) {
    return tools.specifications().stream()
        .filter(specification -> specification.tool().name().equals(tool))
        .findFirst()
        .orElseThrow()
        .callHandler()
        .apply(null, CallToolRequest.builder(tool).arguments(arguments).build());
  }

  /** Calls a tool that succeeds. */
  JsonNode result(String tool, Map<String, Object> arguments) throws Exception {
    CallToolResult result = call(tool, arguments);
    if (result.isError()) {
      throw new AssertionError(text(result));
    }
    return json(result);
  }

  /** Calls a tool that fails, and returns the message. */
  String error(String tool, Map<String, Object> arguments) {
    CallToolResult result = call(tool, arguments);
    if (!result.isError()) {
      throw new AssertionError("The call succeeded: " + arguments);
    }
    return text(result);
  }

  static JsonNode json(CallToolResult result) throws Exception {
    return JSON.readTree(text(result));
  }

  static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
