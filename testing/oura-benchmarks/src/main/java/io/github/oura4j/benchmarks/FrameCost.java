// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dflib.DataFrame;
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
 * Measures how long it takes to make a frame of 100,000 documents, compared with reading the same
 * documents from JSON. The frame must take less time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FrameCost {
  private static final int DOCUMENTS = 100_000;
  private static final LocalDate NEWEST = LocalDate.of(2026, 3, 31);

  private final List<DailyReadiness> documents =
      Stream.generate(FrameCost::year).flatMap(List::stream).limit(DOCUMENTS).toList();
  private final String json = OuraJson.write(documents);

  private static List<DailyReadiness> year() {
    return SimulatedPerson.builder()
        .newestDay(NEWEST)
        .build()
        .documents(DailyReadiness.class, NEWEST.minusYears(1), NEWEST);
  }

  @Benchmark
  public List<DailyReadiness> readFromJson() {
    return OuraJson.readList(json, DailyReadiness.class);
  }

  @Benchmark
  public DataFrame makeFrame() {
    return OuraFrames.of(documents, DailyReadiness.class);
  }
}
