// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A listening socket whose backlog is full: connection attempts are neither accepted nor refused,
 * as behind a firewall that drops packets.
 */
public final class FullBacklog implements AutoCloseable {
  private static final int MILLIS_UNTIL_FULL = 100;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<Socket> waiting = new ArrayList<>();

  public FullBacklog() throws IOException {
    while (oneMoreConnects()) {
      // The operating system accepts a few more connections than the configured backlog.
    }
  }

  private boolean oneMoreConnects() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), MILLIS_UNTIL_FULL);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (Socket socket : waiting) {
        socket.close();
      }
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
