// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the prepared pages of a list over loopback, with as little work as possible, so that
 * clients rather than the server are measured: each response is one write, and no acknowledgment is
 * delayed. Any path returns the first page, and the next token {@code n} returns page n.
 */
final class PageServer implements AutoCloseable {
  private static final String NEXT_TOKEN = "next_token=";
  private static final int BACKLOG = 2_000;

  private final ServerSocket server;
  private final Function<String, byte[]> responses;
  private final Duration latency;
  private final AtomicLong requests = new AtomicLong();

  private PageServer(ServerSocket server, Function<String, byte[]> responses, Duration latency) {
    this.server = server;
    this.responses = responses;
    this.latency = latency;
  }

  /**
   * Starts a server of a single list.
   *
   * @param pages the bodies of the pages, in JSON. Any path returns the first page, and the next
   *     token {@code n} returns page n
   * @param latency the time before each response
   */
  static PageServer start(List<String> pages, Duration latency) throws IOException {
    List<byte[]> responses =
        pages.stream().map(page -> response(page.getBytes(StandardCharsets.UTF_8))).toList();
    return startWithResponses(target -> responses.get(pageNumber(target)), latency);
  }

  /**
   * Starts a server of a single list, whose pages are compressed.
   *
   * @param pages the bodies of the pages, in JSON
   */
  static PageServer startWithGzip(List<String> pages) throws IOException {
    List<byte[]> responses = new ArrayList<>();
    for (String page : pages) {
      responses.add(response("Content-Encoding: gzip\r\n", gzip(page)));
    }
    return startWithResponses(target -> responses.get(pageNumber(target)), Duration.ZERO);
  }

  /**
   * Starts a server.
   *
   * @param pages returns the body of a page, in JSON, for the path and query of a request
   * @param latency the time before each response
   */
  static PageServer start(Function<String, byte[]> pages, Duration latency) throws IOException {
    return startWithResponses(target -> response(pages.apply(target)), latency);
  }

  private static PageServer startWithResponses(Function<String, byte[]> responses, Duration latency)
      throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    PageServer server = new PageServer(socket, responses, latency);
    startDaemon(server::accept);
    return server;
  }

  private static byte[] gzip(String page) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(page.getBytes(StandardCharsets.UTF_8));
    }
    return compressed.toByteArray();
  }

  private static byte[] response(byte[] body) {
    return response("", body);
  }

  private static byte[] response(String headers, byte[] body) {
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] response = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, response, head.length, body.length);
    return response;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  long requestCount() {
    return requests.get();
  }

  private static void startDaemon(Runnable work) {
    Thread thread = new Thread(work, "page-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        startDaemon(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The benchmark has ended.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (String target = readTarget(in); target != null; target = readTarget(in)) {
        requests.incrementAndGet();
        LockSupport.parkNanos(latency.toNanos());
        connection.getOutputStream().write(responses.apply(target));
      }
    } catch (IOException closed) {
      // The client has closed the connection.
    }
  }

  /** Reads the head of a request, and returns its target, or null at the end of the stream. */
  private static @Nullable String readTarget(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        if (line.isEmpty()) {
          return lines.get(0).split(" ", -1)[1];
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (next != '\r') {
        line.append((char) next);
      }
    }
    return null;
  }

  private static int pageNumber(String target) {
    int start = target.indexOf(NEXT_TOKEN);
    if (start < 0) {
      return 0;
    }
    String rest = target.substring(start + NEXT_TOKEN.length());
    int end = rest.indexOf('&');
    return Integer.parseInt(end < 0 ? rest : rest.substring(0, end));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
