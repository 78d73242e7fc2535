// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How bodies of any length are collected, whatever the server says about their length. */
class BodyCollectorTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int PAGE = 852_000;
  private static final int BUFFER = 16_384;
  private static final int LIMIT = 64 << 20;
  private static final int MEBIBYTE = 1 << 20;

  /** More than the objects around the arrays take. */
  private static final int OBJECTS = 20_000;

  private final AtomicBoolean canceled = new AtomicBoolean();

  private record Response(String contentLength) implements ResponseInfo {
    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpHeaders headers() {
      return contentLength.isEmpty()
          ? HttpHeaders.of(Map.of(), (name, value) -> true)
          : HttpHeaders.of(Map.of("content-length", List.of(contentLength)), (name, value) -> true);
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    return body;
  }

  /** Returns a body in pieces as the JDK delivers it. */
  private static List<List<ByteBuffer>> pieces(byte[] body) {
    List<List<ByteBuffer>> pieces = new ArrayList<>();
    for (int start = 0; start < body.length; start += BUFFER) {
      int length = Math.min(BUFFER, body.length - start);
      int half = length / 2;
      pieces.add(
          List.of(
              ByteBuffer.wrap(body, start, half),
              ByteBuffer.wrap(body, start + half, length - half).asReadOnlyBuffer()));
    }
    return pieces;
  }

  private CompletableFuture<byte[]> collect(
      String contentLength, List<List<ByteBuffer>> pieces, int limit) {
    BodyCollector collector = new BodyCollector(limit);
    collector.apply(new Response(contentLength));
    collector.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            // All pieces are delivered anyway.
          }

          @Override
          public void cancel() {
            canceled.set(true);
          }
        });
    pieces.forEach(collector::onNext);
    collector.onComplete();
    return collector.getBody().toCompletableFuture();
  }

  /** Measures the second of two times, because the first also loads classes. */
  private long allocatedToCollect(String contentLength, byte[] body, int limit) {
    List<List<ByteBuffer>> unmeasured = pieces(body);
    assertThat(collect(contentLength, unmeasured, limit).join()).isEqualTo(body);
    List<List<ByteBuffer>> pieces = pieces(body);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    byte[] collected = collect(contentLength, pieces, limit).join();
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(collected).isEqualTo(body);
    return allocated;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "1",
        "100000",
        "100001",
        "150000",
        "2147483647",
        "9223372036854775807",
        "-1",
        "-9223372036854775808"
      })
  void collect_withAnyContentLength_returnsTheBody(String contentLength) {
    byte[] body = body(100_000);

    assertThat(collect(contentLength, pieces(body), LIMIT).join()).isEqualTo(body);
    assertThat(collect(contentLength, pieces(body), body.length).join()).isEqualTo(body);
    assertThat(collect(contentLength, List.of(), LIMIT).join()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "99999", "100000", "100001", "9223372036854775807", "-1"})
  void collect_ofABodyBeyondTheLimit_fails(String contentLength) {
    CompletableFuture<byte[]> body = collect(contentLength, pieces(body(100_000)), 99_999);

    assertThatThrownBy(body::join).hasCauseInstanceOf(ResponseTooLargeException.class);
    assertThat(canceled).isTrue();
  }

  @Test
  void collect_withTheContentLength_allocatesTheBodyOnce() {
    assertThat(allocatedToCollect(String.valueOf(PAGE), body(PAGE), LIMIT))
        .isBetween((long) PAGE, (long) PAGE + OBJECTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483647", "10000000000", "9223372036854775807"})
  void collect_withAHugeContentLength_allocatesOneMebibyteAtMost(String contentLength) {
    assertThat(allocatedToCollect(contentLength, body(1_000), Integer.MAX_VALUE - 8))
        .isLessThan(MEBIBYTE + OBJECTS);
    assertThat(allocatedToCollect(contentLength, body(1_000), 2_000)).isLessThan(OBJECTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1", "-1", "5000000"})
  void collect_ofABodyThatGrowsBeyondTheExpectation_allocatesAFewTimesItsSize(
      String contentLength) {
    int size = 5_000_000;

    assertThat(allocatedToCollect(contentLength, body(size), LIMIT)).isLessThan(5L * size);
  }
}
