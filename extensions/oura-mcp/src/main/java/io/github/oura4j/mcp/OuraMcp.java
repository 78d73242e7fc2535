// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.error.OuraException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The program: {@code java -jar oura-mcp.jar}. It serves one MCP client over standard input and
 * output, and ends when the client closes standard input.
 *
 * <p>Standard output carries the protocol and nothing else; notices and errors go to standard
 * error, and contain no health values.
 */
public final class OuraMcp {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  /** How long the last results may take after the client has closed standard input. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String HELP =
      """
      Usage: java -jar oura-mcp.jar [-h]
      Serves Oura data to an assistant: a server for the Model Context Protocol (MCP)
      over standard input and output. An MCP client starts it, for example with

        {"mcpServers": {"oura": {
          "command": "java",
          "args": ["-jar", "/path/to/oura-mcp.jar"],
          "env": {"OURA_ACCESS_TOKEN": "..."}}}}

      Without an access token it serves a made-up person from the built-in simulator.
        -h, --help   Prints this help.

      Tools: %s.
      Exit codes: 0 done, 1 failed, 2 wrong use.
      """
          .formatted(String.join(", ", OuraTools.names()));

  private OuraMcp() {}

  /**
   * Runs the server, and ends the process with its exit code.
   *
   * @param arguments none, or {@code --help}
   */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    // What a library may print must not get between the messages of the protocol.
    System.setOut(err);
    System.exit(run(List.of(arguments), Environment.ofProcess(), System.in, out, err));
  }

  static int run(
      List<String> arguments,
      Environment environment,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
      out.print(HELP);
      out.flush();
      return DONE;
    }
    if (!arguments.isEmpty()) {
      err.println("oura-mcp takes no arguments: settings come from the environment. See --help.");
      return WRONG_USE;
    }
    return serve(environment, in, out, err);
  }

  private static int serve(
      Environment environment, InputStream in, PrintStream out, PrintStream err) {
    try (DataSource source = DataSource.open(environment)) {
      err.println(source.notice());
      if (StdioServer.serve(new OuraTools(source, err), in, out, PATIENCE)) {
        return DONE;
      }
      err.println(
          "Some calls were still running %d seconds after the end of the input: without results."
              .formatted(PATIENCE.toSeconds()));
      return FAILED;
    } catch (OuraException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }
}
