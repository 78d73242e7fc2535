// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.HeaderValues;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.Checks;
import io.github.oura4j.http.HttpUrls;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.LoggingTransport;
import io.github.oura4j.http.Timekeeper;
import io.github.oura4j.http.Transport;
import io.github.oura4j.http.TruncationCheckingTransport;
import io.github.oura4j.json.BrokenDocument;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitMode;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.model.Workout;
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
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The Oura API for one person: one accessor for each data type.
 *
 * <p>Immutable and safe across threads. Make one for an application and derive the others from it,
 * since derived clients share its connections. Closing it releases the connections; closing a
 * derived one closes nothing.
 */
public interface OuraClient extends AutoCloseable {

  /**
   * Returns a client for the person whose access token the environment holds: see {@link
   * Credentials#fromEnvironment()}. The setting {@code OURA_BASE_URL} points it at another address:
   * a proxy, a simulator, a test server.
   *
   * @return the client
   * @throws io.github.oura4j.error.CredentialsException if there is no token, with a list of what
   *     was looked at
   * @throws IllegalArgumentException if {@code OURA_BASE_URL} is neither HTTPS nor on this machine
   */
  static OuraClient fromEnvironment() {
    return builder().environment(Environment.ofProcess()).build();
  }

  /**
   * Returns a builder with nothing but defaults set.
   *
   * @return a new builder
   */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Returns who the person is: age, weight, height, sex and address, as far as the token may see
   * them.
   *
   * @return the one document of this type
   */
  SingleDocument<PersonalInfo> personalInfo();

  /**
   * Returns the activity of days that begin at 4 in the morning: steps, energy, time in each class,
   * score.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailyActivity> dailyActivity();

  /**
   * Returns the estimated age of the arteries.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailyCardiovascularAge> dailyCardiovascularAge();

  /**
   * Returns how ready the person is for the day: score, what went into it, and temperature.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailyReadiness> dailyReadiness();

  /**
   * Returns how well the person withstands stress over the long term.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailyResilience> dailyResilience();

  /**
   * Returns the score of each night and what went into it. The nights themselves are at {@link
   * #sleep()}.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailySleep> dailySleep();

  /**
   * Returns the blood oxygen of each night.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailySpo2> dailySpo2();

  /**
   * Returns how much of each day was stress and how much recovery.
   *
   * @return the documents of this type
   */
  DatedDocuments<DailyStress> dailyStress();

  /**
   * Returns what the person noted, with a start and perhaps an end.
   *
   * @return the documents of this type
   */
  DatedDocuments<EnhancedTag> enhancedTag();

  /**
   * Returns the heart rate around the clock, about 300 to 1,200 samples a day.
   *
   * @return the samples of this type
   */
  TimeSeries<HeartRate> heartRate();

  /**
   * Returns the times that the person spent in rest mode.
   *
   * @return the documents of this type
   */
  DatedDocuments<RestModePeriod> restModePeriod();

  /**
   * Returns how full the battery of the ring is.
   *
   * @return the samples of this type
   */
  TimeSeries<RingBatteryLevel> ringBatteryLevel();

  /**
   * Returns every ring that the person has worn: colour, design, size.
   *
   * @return the documents of this type
   */
  Documents<RingConfiguration> ringConfiguration();

  /**
   * Returns guided and unguided sessions: breathing, meditation, naps.
   *
   * @return the documents of this type
   */
  DatedDocuments<Session> session();

  /**
   * Returns nights and naps: phases, heart rate, variability, breath. The score of a night is at
   * {@link #dailySleep()}.
   *
   * @return the documents of this type
   */
  DatedDocuments<SleepPeriod> sleep();

  /**
   * Returns when the person had better go to bed.
   *
   * @return the documents of this type
   */
  DatedDocuments<SleepTime> sleepTime();

  /**
   * Returns what the person noted, in the older form. {@link #enhancedTag()} has what was noted
   * since.
   *
   * @return the documents of this type
   */
  DatedDocuments<Tag> tag();

  /**
   * Returns the estimated maximal oxygen uptake.
   *
   * @return the documents of this type
   */
  DatedDocuments<Vo2Max> vo2Max();

  /**
   * Returns workouts, detected or entered.
   *
   * @return the documents of this type
   */
  DatedDocuments<Workout> workout();

  /**
   * Returns the webhook subscriptions of the application that {@link Builder#application} names.
   *
   * @return the subscriptions
   * @throws io.github.oura4j.error.CredentialsException if the client was built without an
   *     application
   */
  Webhooks webhooks();

  /**
   * Returns a way to any path of the API, for what this version does not know yet.
   *
   * @return requests as JSON text
   */
  RawRequests raw();

  /**
   * Returns a client whose data types answer Oura's made-up sandbox data. The sandbox has no
   * personal info, and shares the rate limit. Webhooks and raw requests are not redirected.
   *
   * @return a client that shares this one's connections
   */
  OuraClient sandbox();

  /**
   * Returns a client for another person in this one's time zone.
   *
   * @param credentials that person's credentials
   * @return a client that shares this one's connections
   */
  OuraClient withCredentials(Credentials credentials);

  /**
   * Returns a client for another person.
   *
   * @param credentials that person's credentials
   * @param zone that person's time zone, for what today is
   * @return a client that shares this one's connections
   */
  OuraClient withCredentials(Credentials credentials, ZoneId zone);

  /**
   * Returns a client whose calls have another time in all, for a call that has to be shorter than
   * the others.
   *
   * @param deadline how long each call may take, its waits and repeats included
   * @return a client that shares this one's connections and limits
   * @throws IllegalArgumentException if it is not positive
   */
  OuraClient withDeadline(Duration deadline);

  /** Releases the connections, if this client was built; a derived one has none of its own. */
  @Override
  void close();

  /**
   * Builds an {@link OuraClient}. Not safe across threads. No setting can be null: one that is left
   * out has its default.
   */
  final class Builder {
    /** A name or an IPv4 address, or an IPv6 address, which has two colons at least. */
    private static final Pattern PROXY_HOST =
        Pattern.compile("[\\w.-]+|\\[?\\p{XDigit}*:\\p{XDigit}*:[\\p{XDigit}:.]*(%[\\w.-]+)?]?");

    private @Nullable Credentials credentials;
    private @Nullable Environment environment;
    private @Nullable URI baseUrl;
    private @Nullable Transport transport;
    private @Nullable Application application;
    private @Nullable Consumer<BrokenDocument> brokenDocuments;
    private ZoneId zone = ZoneId.systemDefault();
    private Clock clock = Clock.systemUTC();
    private Duration callTimeout = Duration.ofSeconds(60);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout = Duration.ofSeconds(30);
    private int maxBodyBytes = 64 * 1024 * 1024;
    private @Nullable ProxySelector proxy;
    private @Nullable SSLContext tls;
    private @Nullable Executor executor;
    private String userAgent = Connection.DEFAULT_USER_AGENT;
    private RetryPolicy retry = RetryPolicy.defaults();
    private RateLimit rateLimit = RateLimit.defaults();
    private @Nullable RequestLimiter limiter;
    private RateLimitMode rateLimitMode = RateLimitMode.WAIT;
    private @Nullable CallListener listener;
    private Timekeeper timekeeper = Timekeeper.system();

    private Builder() {}

    /**
     * Sets where the access token comes from. Needed, unless {@link #environment} is set.
     *
     * @param newCredentials the credentials
     * @return this builder
     */
    public Builder credentials(Credentials newCredentials) {
      credentials = Objects.requireNonNull(newCredentials, "credentials must not be null");
      return this;
    }

    /**
     * Takes the access token and the base address from an environment, as far as they are not set
     * here.
     *
     * @param newEnvironment the environment
     * @return this builder
     */
    public Builder environment(Environment newEnvironment) {
      environment = Objects.requireNonNull(newEnvironment, "environment must not be null");
      return this;
    }

    /**
     * Sets the address that paths are appended to. The default is {@code https://api.ouraring.com}.
     *
     * @param newBaseUrl an HTTPS address, or an HTTP one of this machine
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public Builder baseUrl(String newBaseUrl) {
      Objects.requireNonNull(newBaseUrl, "baseUrl must not be null");
      baseUrl = HttpUrls.parseBase(newBaseUrl, "baseUrl");
      return this;
    }

    /**
     * Sets the time zone that decides what today is. The default is the system's. Use the person's
     * own.
     *
     * @param newZone the zone
     * @return this builder
     */
    public Builder zone(ZoneId newZone) {
      zone = Objects.requireNonNull(newZone, "zone must not be null");
      return this;
    }

    /**
     * Sets the clock that relative ranges are counted from. The default is the system's. Its zone
     * does not matter.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock must not be null");
      return this;
    }

    /**
     * Sets how long an answer may take from the first byte sent to the last byte received. The
     * default is 60 seconds. What a call may take with its waits and repeats is {@link
     * RetryPolicy#deadline}.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder callTimeout(Duration timeout) {
      callTimeout = Checks.check(timeout, "callTimeout");
      return this;
    }

    /**
     * Sets how long a connection may take to come about. The default is 10 seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = Checks.check(timeout, "connectTimeout");
      return this;
    }

    /**
     * Sets how long the server may stay silent before and within an answer. The default is 30
     * seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder readTimeout(Duration timeout) {
      readTimeout = Checks.check(timeout, "readTimeout");
      return this;
    }

    /**
     * Sets the largest answer, decompressed, that is read. The default is 64 MiB.
     *
     * @param bytes a positive number of bytes
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxBodyBytes(int bytes) {
      maxBodyBytes = Checks.check(bytes, "maxBodyBytes");
      return this;
    }

    /**
     * Sets the application whose webhook subscriptions {@link OuraClient#webhooks()} keeps.
     *
     * @param clientId the application's id
     * @param clientSecret the application's secret
     * @return this builder
     * @throws IllegalArgumentException if one of them is blank or holds characters that none has
     */
    public Builder application(String clientId, String clientSecret) {
      application =
          new Application(
              HeaderValues.check(clientId, "The application's client id"),
              HeaderValues.check(clientSecret, "The application's client secret"));
      return this;
    }

    /**
     * Sets the transport, in place of {@link JdkTransport}. The connect and read time-outs and the
     * largest body are then the transport's own business. It is closed with the client.
     *
     * @param newTransport the transport
     * @return this builder
     */
    public Builder transport(Transport newTransport) {
      transport = Objects.requireNonNull(newTransport, "transport must not be null");
      return this;
    }

    /**
     * Sets broken documents of lists aside and goes on with the others. Without this, a document
     * that is not what the description promises is an {@link
     * io.github.oura4j.error.OuraDecodingException} that hides the rest of its page.
     *
     * @param collector takes each of them, with its JSON, on the thread that reads the list. More
     *     days are asked for than a range holds, so it also gets some from beside the range, and
     *     some more than once
     * @return this builder
     */
    public Builder brokenDocuments(Consumer<BrokenDocument> collector) {
      brokenDocuments = Objects.requireNonNull(collector, "brokenDocuments must not be null");
      return this;
    }

    /**
     * Sets the proxy to go through. The default is that of the JVM: the system properties {@code
     * https.proxyHost} and {@code https.proxyPort}.
     *
     * @param host the proxy's host: a name, or an address of IPv4 or IPv6
     * @param port its port
     * @return this builder
     * @throws IllegalArgumentException if the host is none, or the port
     */
    public Builder proxy(String host, int port) {
      Objects.requireNonNull(host, "proxy's host must not be null");
      if (!PROXY_HOST.matcher(host).matches() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            "proxy needs a host, without http:// and what may follow it, and a port from 1 to"
                + " 65535.");
      }
      proxy = ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
      return this;
    }

    /**
     * Sets the TLS context: certificates to trust, or to show. The default is that of the JVM.
     *
     * @param newTls the context
     * @return this builder
     */
    public Builder tls(SSLContext newTls) {
      tls = Objects.requireNonNull(newTls, "tls must not be null");
      return this;
    }

    /**
     * Sets who runs the work behind a call. The default is a pool that grows and shrinks.
     *
     * @param newExecutor the executor, which the client does not close
     * @return this builder
     */
    public Builder executor(Executor newExecutor) {
      executor = Objects.requireNonNull(newExecutor, "executor must not be null");
      return this;
    }

    /**
     * Sets what the client calls itself. The default names this library and the version of Java.
     *
     * @param name the value of the header {@code User-Agent}
     * @return this builder
     * @throws IllegalArgumentException if it is blank or holds more than visible ASCII and spaces
     */
    public Builder userAgent(String name) {
      Objects.requireNonNull(name, "userAgent must not be null");
      if (name.isBlank() || !name.matches("[ -~]+")) {
        throw new IllegalArgumentException("userAgent must be text of visible ASCII characters.");
      }
      userAgent = name;
      return this;
    }

    /**
     * Sets how stubborn the client is. The default is {@link RetryPolicy#defaults()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public Builder retry(RetryPolicy policy) {
      retry = Objects.requireNonNull(policy, "retry must not be null");
      return this;
    }

    /**
     * Sets how many requests may be sent, by all people together and by each. The default is {@link
     * RateLimit#defaults()}. All clients that are derived from this one share it.
     *
     * @param limit the limit
     * @return this builder
     */
    public Builder rateLimit(RateLimit limit) {
      rateLimit = Objects.requireNonNull(limit, "rateLimit must not be null");
      limiter = null;
      return this;
    }

    /**
     * Sets what gives out permits, in place of a limit of this client's own: one to share between
     * clients, or one that keeps count in a store that several processes share.
     *
     * @param newLimiter the limiter
     * @return this builder
     */
    public Builder rateLimiter(RequestLimiter newLimiter) {
      limiter = Objects.requireNonNull(newLimiter, "rateLimiter must not be null");
      return this;
    }

    /**
     * Sets what a call does when a rate limit leaves it no permit. The default is to wait.
     *
     * @param choice wait, or fail at once
     * @return this builder
     */
    public Builder rateLimitMode(RateLimitMode choice) {
      rateLimitMode = Objects.requireNonNull(choice, "rateLimitMode must not be null");
      return this;
    }

    /**
     * Sets who is told of attempts, waits and limits. The default is nobody.
     *
     * @param newListener the listener
     * @return this builder
     */
    public Builder listener(CallListener newListener) {
      listener = Objects.requireNonNull(newListener, "listener must not be null");
      return this;
    }

    /**
     * Sets what waits and tells the time for retries and limits, for tests that do not want to
     * wait. The default is this machine.
     *
     * @param newTimekeeper the timekeeper
     * @return this builder
     */
    public Builder timekeeper(Timekeeper newTimekeeper) {
      timekeeper = Objects.requireNonNull(newTimekeeper, "timekeeper must not be null");
      return this;
    }

    /**
     * Builds the client. Nothing is sent yet.
     *
     * @return the client
     * @throws io.github.oura4j.error.CredentialsException if no credentials are set, or the
     *     environment has none
     * @throws IllegalArgumentException if the base address of the environment is neither HTTPS nor
     *     on this machine
     */
    public OuraClient build() {
      Credentials person = credentials != null ? credentials : environmentCredentials();
      URI base = base();
      Transport wire = transport != null ? transport : jdkTransport();
      return new ConnectedClient(
          new Connection(
              base,
              chain(wire),
              timekeeper,
              callTimeout,
              retry.deadline(),
              userAgent,
              brokenDocuments),
          application,
          person,
          clock.withZone(zone));
    }

    private Transport jdkTransport() {
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

    /** Puts retry above the rate limit, so that each attempt takes a permit. */
    private Transport chain(Transport wire) {
      RequestLimiter permits =
          limiter != null ? limiter : RequestLimiter.local(rateLimit, rateLimit, timekeeper);
      CallListeners listeners = new CallListeners(listener);
      listeners.dispatch(to -> to.onClientBuilt(permits));
      WaitBudget pauses = new WaitBudget(timekeeper, retry.maxWait());
      RetryRule rule =
          new RetryRule(
              retry, rateLimitMode, timekeeper, () -> ThreadLocalRandom.current().nextDouble());
      Transport limited =
          new RateLimitingTransport(
              new TruncationCheckingTransport(new LoggingTransport(wire)),
              permits,
              rateLimitMode,
              pauses,
              listeners);
      return new RetryingTransport(limited, rule, pauses, listeners);
    }

    private Credentials environmentCredentials() {
      if (environment == null) {
        throw new CredentialsException(
            "The client has no credentials. Give credentials(Credentials.token(...)), or begin with"
                + " OuraClient.fromEnvironment().");
      }
      return environment.credentials();
    }

    private URI base() {
      if (baseUrl != null) {
        return baseUrl;
      }
      Optional<String> setting =
          environment == null ? Optional.empty() : environment.setting("OURA_BASE_URL");
      return setting
          .map(url -> HttpUrls.parseBase(url, "OURA_BASE_URL"))
          .orElse(Connection.DEFAULT_BASE_URL);
    }
  }
}
