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

/** A server that reads one request and answers with the bytes it was given, then hangs up. */
final class SingleResponseServer implements AutoCloseable {
  /** In place of bytes: says nothing more and keeps the line open. */
  static final byte[] STAY_SILENT = new byte[0];

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
    Thread thread = new Thread(() -> server.serve(pieces), "one-answer");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  URI address(String pathAndQuery) {
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
        if (piece == STAY_SILENT) {
          closed.await();
        }
        out.write(piece);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The caller hung up, which is what some tests are about.
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
