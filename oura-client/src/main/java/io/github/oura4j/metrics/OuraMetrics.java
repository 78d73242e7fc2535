// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.metrics;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records metrics of calls in a Micrometer registry. Register it with {@code
 * OuraClient.builder().listener(...)}.
 *
 * <ul>
 *   <li>{@code oura.requests}: timer of calls, including waits and retries, by {@code type} and
 *       {@code status}
 *   <li>{@code oura.attempts}: counter of HTTP requests, by {@code type} and {@code status}
 *   <li>{@code oura.retry.waits} and {@code oura.limit.waits}: timers of the waits before retries
 *       and for permits, by {@code type}
 *   <li>{@code oura.gave.up}: counter of calls that failed because their attempts were exhausted or
 *       the next wait would have been too long, by {@code type}
 *   <li>{@code oura.limit.reached}: counter of responses with status 429, by {@code tier}
 *   <li>{@code oura.invalid.values}: counter of values that did not fit the types of their
 *       properties, by {@code type}, the name of the record, and {@code property}
 *   <li>{@code oura.refresh.failures}: counter of failed refreshes of access tokens, by {@code
 *       error}, the name of the exception's class
 *   <li>{@code oura.permits.left}: gauge of the application's available permits. If several
 *       limiters report to the same registry, it shows the lowest number, and once all clients are
 *       closed, it is not a number
 * </ul>
 *
 * <p>The values of the tags come from small fixed sets, see {@link CallAttempt}: no tag contains a
 * token, a personal identifier or a health value.
 *
 * <p>Safe for use by multiple threads.
 */
// Micrometer is optional, so the module declaration cannot require it on behalf of users.
@SuppressWarnings("exports")
public final class OuraMetrics implements CallListener {
  private static final String TYPE = "type";
  private static final String STATUS = "status";

  /**
   * The limiters of each registry, once for each client that is open. They share one gauge, because
   * a registry ignores the second registration of a gauge with the same name. They are referenced
   * weakly, for clients that nobody closes.
   */
  private static final Map<MeterRegistry, List<WeakReference<RequestLimiter>>> LIMITERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final MeterRegistry registry;

  /**
   * Creates a listener that records metrics.
   *
   * @param registry the registry to record them in
   */
  public OuraMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void onClientBuilt(RequestLimiter limiter) {
    if (limiter.availablePermits().isPresent()) {
      LIMITERS
          .computeIfAbsent(registry, OuraMetrics::registerGauge)
          .add(new WeakReference<>(limiter));
    }
  }

  @Override
  public void onClientClosed(RequestLimiter limiter) {
    List<WeakReference<RequestLimiter>> limiters = LIMITERS.getOrDefault(registry, List.of());
    // One of them only: other clients can share the limiter.
    limiters.stream()
        .filter(reference -> reference.refersTo(limiter))
        .findFirst()
        .ifPresent(limiters::remove);
    limiters.removeIf(reference -> reference.refersTo(null));
  }

  private static List<WeakReference<RequestLimiter>> registerGauge(MeterRegistry registry) {
    List<WeakReference<RequestLimiter>> limiters = new CopyOnWriteArrayList<>();
    Gauge.builder("oura.permits.left", limiters, OuraMetrics::fewestPermits)
        .strongReference(true)
        .register(registry);
    return limiters;
  }

  private static double fewestPermits(List<WeakReference<RequestLimiter>> limiters) {
    return limiters.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
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
  public void onRateLimited(RateLimitStatus status) {
    String tier = status.tier().name().toLowerCase(Locale.ROOT);
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

  @Override
  public void onRefreshFailed(OuraException reason) {
    registry
        .counter("oura.refresh.failures", "error", reason.getClass().getSimpleName())
        .increment();
  }

  @Override
  public void onInvalidValue(InvalidValue invalid) {
    registry
        .counter(
            "oura.invalid.values",
            TYPE,
            invalid.type().getSimpleName(),
            "property",
            invalid.property())
        .increment();
  }
}
