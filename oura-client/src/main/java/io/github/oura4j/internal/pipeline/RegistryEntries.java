// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.limit.RequestLimiter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one client in the registries of Resilience4j, if there are registries. Closing the
 * client removes them.
 *
 * <p>A client never takes over an entry that exists already: a registry would return it whatever
 * its configuration is, so that two clients would share one retry with the policy of the first.
 */
public final class RegistryEntries implements AutoCloseable {
  private final String name;
  private final @Nullable RetryRegistry retries;
  private final @Nullable RateLimiterRegistry rateLimiters;
  private final List<Runnable> removals = new ArrayList<>();

  /**
   * Creates the entries of a client, of which there are none yet.
   *
   * @param name what the names of the entries start with
   * @param retries the registry of the retries, or null if they are not registered
   * @param rateLimiters the registry of the rate limiter, or null if it is not registered
   */
  public RegistryEntries(
      String name, @Nullable RetryRegistry retries, @Nullable RateLimiterRegistry rateLimiters) {
    this.name = name;
    this.retries = retries;
    this.rateLimiters = rateLimiters;
  }

  /**
   * Creates a retry and registers it.
   *
   * @throws IllegalStateException if there is an entry of that name; then nothing of this client
   *     stays registered
   */
  Retry retry(String suffix, RetryConfig config) {
    String entry = name + "-" + suffix;
    if (retries == null) {
      return Retry.of(entry, config);
    }
    Retry retry = retries.retry(entry, config);
    if (retry.getRetryConfig() != config) {
      throw nameIsTaken("RetryRegistry", entry);
    }
    removals.add(
        () -> {
          if (retries.find(entry).filter(found -> found == retry).isPresent()) {
            retries.remove(entry);
          }
        });
    return retry;
  }

  /**
   * Creates a Resilience4j rate limiter for the application's limit and registers it, unless the
   * user supplied it.
   *
   * @throws IllegalStateException if there is an entry of that name; then nothing of this client
   *     stays registered
   */
  ApplicationRateLimiter rateLimiter(RequestLimiter limiter, WaitBudget waitBudget) {
    String entry = name + "-application";
    RateLimiterConfig config = ApplicationRateLimiter.configOf(limiter, waitBudget.maxWait());
    if (rateLimiters == null || limiter instanceof SuppliedApplicationLimiter) {
      return new ApplicationRateLimiter(entry, config, Map.of(), limiter, waitBudget);
    }
    // A registry creates its entries itself, with the tags of the registry, but lets them be
    // replaced.
    RateLimiter created = rateLimiters.rateLimiter(entry, config);
    if (created.getRateLimiterConfig() != config) {
      throw nameIsTaken("RateLimiterRegistry", entry);
    }
    ApplicationRateLimiter replacement =
        new ApplicationRateLimiter(entry, config, created.getTags(), limiter, waitBudget);
    rateLimiters.replace(entry, replacement);
    removals.add(
        () -> {
          if (rateLimiters.find(entry).filter(found -> found == replacement).isPresent()) {
            rateLimiters.remove(entry);
          }
        });
    return replacement;
  }

  private IllegalStateException nameIsTaken(String registry, String entry) {
    close();
    return new IllegalStateException(
        "The "
            + registry
            + " already has an entry named "
            + entry
            + ". Close the client that it belongs to, or give this client another name with"
            + " registryName(...).");
  }

  /** Removes the entries, unless somebody else has replaced or removed them. */
  @Override
  public void close() {
    removals.forEach(Runnable::run);
    removals.clear();
  }
}
