// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;

/** Serves tools to one MCP client over a pair of streams, until the client closes its stream. */
final class StdioServer {
  private static final String INSTRUCTIONS =
      "Reads the data of one person's Oura ring. Nothing can be changed. Days are the person's"
          + " calendar days, ranges include both ends, and every result names the current day as"
          + " today. A night belongs to the day on which the person woke up. A value that is absent"
          + " was not measured: do not treat it as zero. Start with summarize_days, get_night or"
          + " get_trends; list_data reads every data type. If a result has a source that says"
          + " simulator, the data is made up: say so.";

  private StdioServer() {}

  /**
   * Serves until the client closes {@code in} and every call that it made has its result.
   *
   * @param patience how long to wait for the last results
   * @return whether all results were written, rather than given up because they took too long
   */
  static boolean serve(OuraTools tools, InputStream in, OutputStream out, Duration patience) {
    McpJsonMapper json = new JacksonMcpJsonMapper(JsonMapper.builder().build());
    StdioTransport transport =
        new StdioTransport(json, new MessageReader(in, OuraTools.names()), out);
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo("oura-mcp", version())
            .instructions(INSTRUCTIONS)
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .jsonMapper(json)
            // The tools check their arguments themselves, and their results have no schema.
            .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(null))
            .validateToolInputs(false)
            .tools(tools.specifications())
            .build();
    boolean isComplete = transport.receiveAll(patience);
    server.close();
    return isComplete;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        StdioServer.class.getPackage().getImplementationVersion(), "development");
  }
}
