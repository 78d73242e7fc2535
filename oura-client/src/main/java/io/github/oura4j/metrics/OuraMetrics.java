// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.metrics;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts calls in a Micrometer registry. Give it to {@code OuraClient.builder().listener(...)}.
 *
 * <ul>
 *   <li>{@code oura.requests}: a timer of whole calls, by {@code type} and {@code status}
 *   <li>{@code oura.attempts}: a counter of what was sent, by {@code type} and {@code status}
 *   <li>{@code oura.retry.waits} and {@code oura.limit.waits}: timers of the waits, by {@code type}
 *   <li>{@code oura.gave.up}: a counter of calls that were not repeated any more, by {@code type}
 *   <li>{@code oura.limit.reached}: a counter of 429s, by {@code tier}
 *   <li>{@code oura.permits.left}: a gauge of the application's permits; where several clients
 *       report to a registry, of the limit that has the fewest
 * </ul>
 *
 * <p>Types and statuses come from short lists, as {@link CallAttempt} says: no tag holds a token,
 * an address of a person or a measured value. Safe across threads.
 */
public final class OuraMetrics implements CallListener {
  private static final String TYPE = "type";
  private static final String STATUS = "status";

  /** What each registry's one gauge looks at: a registry ignores a second gauge of the name. */
  private static final Map<MeterRegistry, Set<RequestLimiter>> LIMITERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final MeterRegistry registry;

  /**
   * Makes a listener that counts.
   *
   * @param registry where to
   */
  public OuraMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onClientBuilt(RequestLimiter limiter) {
    if (limiter.availablePermits().isPresent()) {
      LIMITERS.computeIfAbsent(registry, OuraMetrics::gauged).add(limiter);
    }
  }

  private static Set<RequestLimiter> gauged(MeterRegistry registry) {
    Set<RequestLimiter> limiters = ConcurrentHashMap.newKeySet();
    Gauge.builder("oura.permits.left", limiters, OuraMetrics::fewestPermits)
        .strongReference(true)
        .register(registry);
    return limiters;
  }

  private static double fewestPermits(Set<RequestLimiter> limiters) {
    return limiters.stream()
        .flatMapToInt(limiter -> limiter.availablePermits().stream())
        .asDoubleStream()
        .min()
        .orElse(Double.NaN);
  }

  @Override
  public void onAttempt(CallAttempt attempt) {
    registry.counter("oura.attempts", TYPE, attempt.type(), STATUS, attempt.outcome()).increment();
  }

  @Override
  public void onRetry(CallAttempt failed, Duration wait) {
    registry.timer("oura.retry.waits", TYPE, failed.type()).record(wait);
  }

  @Override
  public void onPermitWait(String type, Duration wait) {
    registry.timer("oura.limit.waits", TYPE, type).record(wait);
  }

  @Override
  public void onRateLimited(RateLimitStatus notice) {
    String tier = notice.tier().name().toLowerCase(Locale.ROOT);
    registry.counter("oura.limit.reached", "tier", tier).increment();
  }

  @Override
  public void onGiveUp(CallAttempt last) {
    registry.counter("oura.gave.up", TYPE, last.type()).increment();
  }

  @Override
  public void onEnd(CallAttempt last) {
    registry
        .timer("oura.requests", TYPE, last.type(), STATUS, last.outcome())
        .record(last.elapsed());
  }
}
