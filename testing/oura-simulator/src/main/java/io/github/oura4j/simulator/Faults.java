// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Spoils one answer in so many, in each way in turn, and counts. */
final class Faults {
  private static final int LATE_MILLIS = 2000;
  private static final SimulatedFault[] KINDS = SimulatedFault.values();

  private final int oneIn;
  private final AtomicLong answers = new AtomicLong();
  private final Map<SimulatedFault, LongAdder> done = new ConcurrentHashMap<>();

  /** Spoils none where the number is zero. */
  Faults(int oneIn) {
    this.oneIn = oneIn;
  }

  static int checked(int oneIn) {
    if (oneIn < 1) {
      throw new IllegalArgumentException("faults must be one in 1 or more, and is " + oneIn);
    }
    return oneIn;
  }

  Response on(Response good) {
    long number = answers.incrementAndGet();
    if (oneIn == 0 || number % oneIn != 0) {
      return good;
    }
    SimulatedFault fault = KINDS[(int) (number / oneIn % KINDS.length)];
    done.computeIfAbsent(fault, f -> new LongAdder()).increment();
    return spoil(good, fault);
  }

  /** Returns how many answers there were, spoilt or not. */
  long answers() {
    return answers.get();
  }

  Map<SimulatedFault, Long> counts() {
    Map<SimulatedFault, Long> counts = new EnumMap<>(SimulatedFault.class);
    for (SimulatedFault fault : KINDS) {
      LongAdder count = done.get(fault);
      counts.put(fault, count == null ? 0L : count.sum());
    }
    return counts;
  }

  private static Response spoil(Response good, SimulatedFault fault) {
    Response.Builder spoilt = Response.Builder.like(good).but();
    return switch (fault) {
      case CONNECTION_RESET -> spoilt.fault(Fault.CONNECTION_RESET_BY_PEER).build();
      case CONNECTION_CLOSED -> spoilt.fault(Fault.EMPTY_RESPONSE).build();
      case GARBAGE -> spoilt.fault(Fault.RANDOM_DATA_THEN_CLOSE).build();
      case BROKEN_BODY -> spoilt.fault(Fault.MALFORMED_RESPONSE_CHUNK).build();
      case TRUNCATED_JSON -> spoilt.body(cutOff(good.getBody())).build();
      case LATE -> spoilt.incrementInitialDelay(LATE_MILLIS).build();
      case REQUEST_TIMEOUT -> error(spoilt, 408, "{}", "X-Fault", "timeout");
      case TOO_MANY_REQUESTS -> error(spoilt, 429, "{}", "Retry-After", "1");
      case SERVER_ERROR -> error(spoilt, 500, "{\"detail\":\"Internal\"}", "X-Fault", "error");
      case BAD_GATEWAY ->
          error(spoilt, 502, "<html>Bad gateway</html>", "Content-Type", "text/html");
      case UNAVAILABLE -> error(spoilt, 503, "", "Retry-After", "1");
      case GATEWAY_TIMEOUT -> error(spoilt, 504, "", "X-Fault", "timeout");
    };
  }

  private static byte[] cutOff(byte[] json) {
    return Arrays.copyOf(json, Math.max(0, json.length - 1));
  }

  private static Response error(
      Response.Builder spoilt, int status, String body, String header, String value) {
    return spoilt
        .status(status)
        .headers(new HttpHeaders(new HttpHeader(header, value)))
        .body(body)
        .build();
  }
}
