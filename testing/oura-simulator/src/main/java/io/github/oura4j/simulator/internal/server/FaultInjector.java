// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.http.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Injects a fault into every nth response, each fault in turn, and counts them. Thread-safe. */
public final class FaultInjector {
  private static final ResponseFault[] FAULTS = ResponseFault.values();

  private final int every;
  private final AtomicLong responses = new AtomicLong();
  private final Map<ResponseFault, LongAdder> injected = new ConcurrentHashMap<>();

  /**
   * Creates an injector.
   *
   * @param every 1 for a fault in every response, 2 for every second one, and so on; 0 for none
   */
  public FaultInjector(int every) {
    this.every = every;
  }

  /** Returns the number if it is a valid interval between faults. */
  public static int checkedInterval(int every) {
    if (every < 1) {
      throw new IllegalArgumentException("faults must be at least 1, but is " + every);
    }
    return every;
  }

  Response injectInto(Response response) {
    long number = responses.incrementAndGet();
    if (every == 0 || number % every != 0) {
      return response;
    }
    ResponseFault fault = FAULTS[(int) (number / every % FAULTS.length)];
    injected.computeIfAbsent(fault, key -> new LongAdder()).increment();
    return fault.applyTo(response);
  }

  /** Returns the number of responses so far, with and without a fault. */
  public long responses() {
    return responses.get();
  }

  /** Returns how often a fault was injected so far. */
  public long count(ResponseFault fault) {
    LongAdder count = injected.get(fault);
    return count == null ? 0 : count.sum();
  }
}
