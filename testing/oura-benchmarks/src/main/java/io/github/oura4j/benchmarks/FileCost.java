// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.DocumentWriter;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how long it takes to write 2.2 million heart rate samples, five years of them, in each
 * format. Parquet must take less than twice the time of NDJSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(1)
public class FileCost {
  private static final int SAMPLES = 2_200_000;
  private static final long FIRST_SECOND = 1_600_000_000;
  private static final int SECONDS_BETWEEN_SAMPLES = 72;
  private static final int LOWEST = 45;
  private static final int RANGE = 60;
  private static final long MILLIS_PER_SECOND = 1000;

  private final List<HeartRate> samples = samples();

  private static List<HeartRate> samples() {
    Random random = new Random(7);
    return IntStream.range(0, SAMPLES)
        .mapToObj(
            sample -> {
              long second = FIRST_SECOND + (long) sample * SECONDS_BETWEEN_SAMPLES;
              return HeartRate.builder()
                  .bpm(LOWEST + random.nextInt(RANGE))
                  .source(sample % 1200 < 400 ? HeartRateSource.SLEEP : HeartRateSource.AWAKE)
                  .timestamp(
                      OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC))
                  .timestampUnix(second * MILLIS_PER_SECOND)
                  .build();
            })
        .toList();
  }

  @Benchmark
  public long ndjson() throws IOException {
    return write(DocumentFormat.ndjson());
  }

  @Benchmark
  public long csv() throws IOException {
    return write(DocumentFormat.csv());
  }

  @Benchmark
  public long parquet() throws IOException {
    return write(DocumentFormat.parquet());
  }

  /** Writes all samples, and returns how many bytes they are. */
  private long write(DocumentFormat format) throws IOException {
    CountingStream file = new CountingStream();
    try (DocumentWriter<HeartRate> writer = format.writer(HeartRate.class, file)) {
      for (HeartRate sample : samples) {
        writer.write(sample);
      }
    }
    return file.bytes;
  }

  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
