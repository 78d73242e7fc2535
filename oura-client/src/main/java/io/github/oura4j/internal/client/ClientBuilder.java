// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.CallListener;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.HeaderValues;
import io.github.oura4j.internal.http.LoggingTransport;
import io.github.oura4j.internal.http.TruncationCheckingTransport;
import io.github.oura4j.internal.json.JacksonVersion;
import io.github.oura4j.internal.json.MisfitPolicy;
import io.github.oura4j.internal.paging.FetchThreads;
import io.github.oura4j.internal.pipeline.CallListeners;
import io.github.oura4j.internal.pipeline.RateLimitingTransport;
import io.github.oura4j.internal.pipeline.RegistryEntries;
import io.github.oura4j.internal.pipeline.RetryRule;
import io.github.oura4j.internal.pipeline.RetryingTransport;
import io.github.oura4j.internal.pipeline.SuppliedApplicationLimiter;
import io.github.oura4j.internal.pipeline.WaitBudget;
import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.internal.util.HttpUrls;
import io.github.oura4j.json.BrokenDocument;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RequestLimiter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a client and assembles its transports. */
public final class ClientBuilder implements OuraClient.Builder {
  /** A name or an IPv4 address, or an IPv6 address, which contains at least two colons. */
  private static final String PROXY_HOST =
      "[\\w.-]+|\\[?\\p{XDigit}*:\\p{XDigit}*:[\\p{XDigit}:.]*(%[\\w.-]+)?]?";

  private @Nullable Credentials credentials;
  private @Nullable Environment environment;
  private @Nullable URI baseUrl;
  private @Nullable Transport transport;
  private @Nullable Application application;
  private @Nullable Consumer<BrokenDocument> brokenDocuments;
  private boolean strictDecoding;
  private @Nullable ZoneId zone;
  private Clock clock = Clock.systemUTC();
  private Duration callTimeout = Duration.ofSeconds(60);
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration readTimeout = Duration.ofSeconds(30);
  private Duration subscriptionTimeout = Duration.ofMinutes(3);
  private int maxBodyBytes = 64 * 1024 * 1024;
  private @Nullable ProxySelector proxy;
  private @Nullable SSLContext tls;
  private @Nullable Executor executor;
  private @Nullable String userAgent;
  private RetryPolicy retry = RetryPolicy.defaults();
  private RateLimit rateLimit = RateLimit.defaults();
  private @Nullable Duration rateLimitMargin;
  private @Nullable RequestLimiter limiter;
  private @Nullable RateLimiter applicationRateLimiter;
  private @Nullable RetryRegistry retryRegistry;
  private @Nullable RateLimiterRegistry limiterRegistry;
  private String registryName = "oura";
  private RateLimitMode rateLimitMode = RateLimitMode.WAIT;
  private @Nullable CallListener listener;
  private Ticker ticker = Ticker.system();
  private Sleeper sleeper = Sleeper.system();

  private ClientBuilder() {}

  /** Creates a builder with the default settings. */
  public static ClientBuilder create() {
    Preloading.start();
    return new ClientBuilder();
  }

  @Override
  public OuraClient.Builder credentials(Credentials newCredentials) {
    credentials = Objects.requireNonNull(newCredentials, "credentials must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder environment(Environment newEnvironment) {
    environment = Objects.requireNonNull(newEnvironment, "environment must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder baseUrl(String newBaseUrl) {
    Objects.requireNonNull(newBaseUrl, "baseUrl must not be null");
    baseUrl = HttpUrls.parseBase(newBaseUrl, "baseUrl");
    return this;
  }

  @Override
  public OuraClient.Builder zone(ZoneId newZone) {
    zone = Objects.requireNonNull(newZone, "zone must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder clock(Clock newClock) {
    clock = Objects.requireNonNull(newClock, "clock must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder callTimeout(Duration timeout) {
    callTimeout = Checks.requirePositive(timeout, "callTimeout");
    return this;
  }

  @Override
  public OuraClient.Builder connectTimeout(Duration timeout) {
    connectTimeout = Checks.requirePositive(timeout, "connectTimeout");
    return this;
  }

  @Override
  public OuraClient.Builder readTimeout(Duration timeout) {
    readTimeout = Checks.requirePositive(timeout, "readTimeout");
    return this;
  }

  @Override
  public OuraClient.Builder subscriptionTimeout(Duration timeout) {
    subscriptionTimeout = Checks.requirePositive(timeout, "subscriptionTimeout");
    return this;
  }

  @Override
  public OuraClient.Builder maxBodyBytes(int bytes) {
    maxBodyBytes = Checks.requireArraySize(bytes, "maxBodyBytes");
    return this;
  }

  @Override
  public OuraClient.Builder application(String clientId, String clientSecret) {
    application =
        new Application(
            HeaderValues.check(clientId, "The application's client id"),
            HeaderValues.check(clientSecret, "The application's client secret"));
    return this;
  }

  @Override
  public OuraClient.Builder transport(Transport newTransport) {
    transport = Objects.requireNonNull(newTransport, "transport must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder brokenDocuments(Consumer<BrokenDocument> collector) {
    brokenDocuments = Objects.requireNonNull(collector, "brokenDocuments must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder strictDecoding(boolean strict) {
    strictDecoding = strict;
    return this;
  }

  @Override
  public OuraClient.Builder proxy(String host, int port) {
    Objects.requireNonNull(host, "proxy's host must not be null");
    if (!host.matches(PROXY_HOST) || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "proxy needs a host name or IP address, without http:// and without a path, and a port"
              + " from 1 to 65535.");
    }
    proxy = ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    return this;
  }

  @Override
  public OuraClient.Builder tls(SSLContext newTls) {
    tls = Objects.requireNonNull(newTls, "tls must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder executor(Executor newExecutor) {
    executor = Objects.requireNonNull(newExecutor, "executor must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder userAgent(String name) {
    Objects.requireNonNull(name, "userAgent must not be null");
    if (name.isBlank() || !name.matches("[ -~]+")) {
      throw new IllegalArgumentException("userAgent must be text of visible ASCII characters.");
    }
    userAgent = name;
    return this;
  }

  @Override
  public OuraClient.Builder retry(RetryPolicy policy) {
    retry = Objects.requireNonNull(policy, "retry must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder rateLimit(RateLimit limit) {
    rateLimit = Objects.requireNonNull(limit, "rateLimit must not be null");
    limiter = null;
    return this;
  }

  @Override
  public OuraClient.Builder rateLimitMargin(Duration margin) {
    rateLimitMargin = Checks.requirePositive(margin, "rateLimitMargin");
    return this;
  }

  @Override
  public OuraClient.Builder rateLimiter(RequestLimiter newLimiter) {
    limiter = Objects.requireNonNull(newLimiter, "rateLimiter must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder applicationRateLimiter(RateLimiter newLimiter) {
    applicationRateLimiter =
        Objects.requireNonNull(newLimiter, "applicationRateLimiter must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder retryRegistry(RetryRegistry registry) {
    retryRegistry = Objects.requireNonNull(registry, "retryRegistry must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder rateLimiterRegistry(RateLimiterRegistry registry) {
    limiterRegistry = Objects.requireNonNull(registry, "rateLimiterRegistry must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder registryName(String name) {
    Objects.requireNonNull(name, "registryName must not be null");
    if (name.isBlank()) {
      throw new IllegalArgumentException("registryName must not be blank.");
    }
    registryName = name;
    return this;
  }

  @Override
  public OuraClient.Builder rateLimitMode(RateLimitMode mode) {
    rateLimitMode = Objects.requireNonNull(mode, "rateLimitMode must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder listener(CallListener newListener) {
    listener = Objects.requireNonNull(newListener, "listener must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder ticker(Ticker newTicker) {
    ticker = Objects.requireNonNull(newTicker, "ticker must not be null");
    return this;
  }

  @Override
  public OuraClient.Builder sleeper(Sleeper newSleeper) {
    sleeper = Objects.requireNonNull(newSleeper, "sleeper must not be null");
    return this;
  }

  @Override
  public OuraClient build() {
    JacksonVersion.check();
    URI base = base();
    Credentials person = credentials != null ? credentials : environmentCredentials();
    Transport http = transport != null ? transport : jdkTransport();
    CallListeners listeners = new CallListeners(listener);
    return new ConnectedClient(
        new Connection(
            base,
            pipeline(http, listeners),
            ticker,
            clock,
            callTimeout,
            retry.deadline(),
            subscriptionTimeout,
            userAgent == null ? UserAgent.DEFAULT : userAgent,
            new ResponseDecoder(brokenDocuments, misfitPolicy(listeners)),
            listeners,
            new FetchThreads()),
        application,
        person,
        clock.withZone(zone == null ? ZoneId.systemDefault() : zone));
  }

  private Transport jdkTransport() {
    if (proxy == null && tls == null && executor == null) {
      return new JdkTransport(connectTimeout, readTimeout, maxBodyBytes);
    }
    HttpClient.Builder settings = HttpClient.newBuilder().connectTimeout(connectTimeout);
    if (proxy != null) {
      settings.proxy(proxy);
    }
    if (tls != null) {
      settings.sslContext(tls);
    }
    if (executor != null) {
      settings.executor(executor);
    }
    return new JdkTransport(settings, readTimeout, maxBodyBytes);
  }

  private MisfitPolicy misfitPolicy(CallListeners listeners) {
    return strictDecoding
        ? MisfitPolicy.REJECT
        : MisfitPolicy.keep(
            (type, property) ->
                listeners.dispatch(
                    target -> target.onInvalidValue(new InvalidValue(type, property))));
  }

  /** Retries are outside the rate limiter, so that each attempt takes a permit. */
  private Transport pipeline(Transport http, CallListeners listeners) {
    RequestLimiter requestLimiter = limiterWithMargin();
    RegistryEntries entries = new RegistryEntries(registryName, retryRegistry, limiterRegistry);
    WaitBudget waits = new WaitBudget(ticker, sleeper, retry.maxWait());
    RetryRule rule =
        new RetryRule(
            retry, rateLimitMode, clock, () -> ThreadLocalRandom.current().nextDouble(), entries);
    Transport rateLimited =
        new RateLimitingTransport(
            new TruncationCheckingTransport(new LoggingTransport(http)),
            requestLimiter,
            rateLimitMode,
            waits,
            clock,
            listeners,
            entries);
    listeners.dispatch(target -> target.onClientBuilt(requestLimiter));
    return new RetryingTransport(rateLimited, rule, waits, listeners);
  }

  /**
   * Returns the rate limiter, whose margin must cover the longest attempt: otherwise a permit could
   * stop counting before its request arrives.
   */
  private RequestLimiter limiterWithMargin() {
    RequestLimiter permits =
        limiter != null
            ? limiter
            : RequestLimiter.local(
                applicationRateLimiter == null ? rateLimit : SuppliedApplicationLimiter.UNLIMITED,
                rateLimit,
                Objects.requireNonNullElse(rateLimitMargin, callTimeout),
                ticker);
    if (permits.margin().compareTo(callTimeout) < 0) {
      throw new IllegalArgumentException(
          "The margin of the rate limiter is "
              + permits.margin()
              + ", but must be at least the callTimeout of "
              + callTimeout
              + ". Create the limiter with a longer margin, or set rateLimitMargin or callTimeout.");
    }
    return applicationRateLimiter == null
        ? permits
        : new SuppliedApplicationLimiter(permits, applicationRateLimiter, ticker);
  }

  private Credentials environmentCredentials() {
    if (environment == null) {
      throw new CredentialsException(
          "The client has no credentials. Call credentials(Credentials.token(...)) on the builder, or"
              + " create the client with OuraClient.fromEnvironment().");
    }
    return environment.credentials();
  }

  private URI base() {
    if (baseUrl != null) {
      return baseUrl;
    }
    return Optional.ofNullable(environment)
        .flatMap(Environment::baseUrl)
        .orElse(Connection.DEFAULT_BASE_URL);
  }
}
