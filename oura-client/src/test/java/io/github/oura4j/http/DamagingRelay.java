// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy in front of a TLS server that flips a bit in one of the large records from the server. No
 * handshake record is that large, so the corrupted record belongs to a response of several thousand
 * bytes.
 */
public final class DamagingRelay implements AutoCloseable {
  private static final int LARGER_THAN_A_HANDSHAKE = 4_500;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int serverPort;
  private final int damaged;
  private final AtomicInteger largeRecords = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /**
   * Starts the proxy.
   *
   * @param serverPort the port of the TLS server on localhost
   * @param damaged which of the large records to corrupt, counted from 1 over all connections
   */
  public DamagingRelay(int serverPort, int damaged) throws IOException {
    this.serverPort = serverPort;
    this.damaged = damaged;
    start(this::accept);
  }

  public String baseUrl() {
    return "https://127.0.0.1:" + listener.getLocalPort();
  }

  /** Returns whether the record was corrupted. */
  public boolean isDone() {
    return largeRecords.get() >= damaged;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Expected: the client or the server closed its connection.
              }
            },
            "damaging-relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      open.addAll(List.of(client, server));
      start(() -> client.getInputStream().transferTo(server.getOutputStream()));
      start(() -> relayRecords(server, client));
    }
  }

  private void relayRecords(Socket server, Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(server.getInputStream());
      OutputStream out = client.getOutputStream();
      while (true) {
        byte[] typeAndVersion = new byte[3];
        in.readFully(typeAndVersion);
        byte[] content = new byte[in.readUnsignedShort()];
        in.readFully(content);
        if (content.length > LARGER_THAN_A_HANDSHAKE && largeRecords.incrementAndGet() == damaged) {
          content[content.length - 20] ^= 1;
        }
        out.write(typeAndVersion);
        out.write(content.length >> 8);
        out.write(content.length);
        out.write(content);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
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
    void run() throws IOException;
  }
}
