// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of an HTTP client on the thread that reads from its connections, as long as they
 * cannot block it: to hand each step of an exchange to another thread takes several times as long
 * as the step itself.
 *
 * <p>Only the beginning of an exchange can block: the host name is looked up, and the certificate
 * of the server is checked, possibly by code of the user. Nobody knows which task does so.
 * Therefore all tasks run in other threads while any request is not sent yet.
 */
final class ReadingThreadExecutor implements Executor {
  private final Set<NonRepeatableBody> connecting = ConcurrentHashMap.newKeySet();

  /** Registers a request before it is passed to the HTTP client. */
  void onStart(NonRepeatableBody request) {
    connecting.add(request);
  }

  /** Forgets a request whose exchange has ended, whether it was sent or not. */
  void onEnd(NonRepeatableBody request) {
    connecting.remove(request);
  }

  @Override
  public void execute(Runnable task) {
    connecting.removeIf(NonRepeatableBody::isSent);
    if (connecting.isEmpty()) {
      task.run();
    } else {
      HttpThreads.POOL.execute(task);
    }
  }
}
