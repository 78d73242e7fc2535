// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A relay in front of a server that connects to it slowly: what a client sends on a new connection
 * arrives at the server after a delay, even if the client has given up meanwhile, and what it sends
 * later on that connection arrives at once.
 */
public final class SlowRelay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
  private final int serverPort;
  private final long delayMillis;
  private final int slowConnections;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public SlowRelay(String serverUrl, long delayMillis) throws IOException {
    this(serverUrl, delayMillis, Integer.MAX_VALUE);
  }

  /** Creates a relay of which only the first connections are slow. */
  public SlowRelay(String serverUrl, long delayMillis, int slowConnections) throws IOException {
    this.slowConnections = slowConnections;
    this.serverPort = URI.create(serverUrl).getPort();
    this.delayMillis = delayMillis;
    start(this::accept);
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() throws IOException {
    int clients = 0;
    while (true) {
      Socket client = listener.accept();
      open.add(client);
      long delay = clients++ < slowConnections ? delayMillis : 0;
      start(() -> connect(client, delay));
    }
  }

  private void connect(Socket client, long delay) throws IOException, InterruptedException {
    if (closed.await(delay, TimeUnit.MILLISECONDS)) {
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
    open.add(server);
    start(() -> relay(server, client));
    relay(client, server);
  }

  private static void relay(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                // Expected: the client or the server closed its connection.
              }
            },
            "slow-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
