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
import java.util.concurrent.CountDownLatch;

/** A server that reads one request, responds with the given bytes, and closes the connection. */
final class SingleResponseServer implements AutoCloseable {
  /** Instead of bytes: sends nothing more, and keeps the connection open. */
  static final byte[] STALL = new byte[0];

  private final ServerSocket listener;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String request = "";

  private SingleResponseServer(ServerSocket listener) {
    this.listener = listener;
  }

  static SingleResponseServer of(byte[]... pieces) throws IOException {
    SingleResponseServer server =
        new SingleResponseServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(() -> server.serve(pieces), "single-response-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + pathAndQuery);
  }

  String request() {
    return request;
  }

  void awaitRequest() throws InterruptedException {
    requested.await();
  }

  private void serve(byte[]... pieces) {
    try (Socket socket = listener.accept()) {
      request = head(socket.getInputStream());
      requested.countDown();
      OutputStream out = socket.getOutputStream();
      for (byte[] piece : pieces) {
        if (piece == STALL) {
          closed.await();
        }
        out.write(piece);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // Expected: some tests make the client close the connection.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n") >= 0) {
        break;
      }
    }
    return head.toString();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
