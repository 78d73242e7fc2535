// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.http.Sleeper;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.client.ClientBuilder;
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
import io.github.oura4j.model.DataType;
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
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A client of the Oura API that reads the data of one person. It has one accessor for each data
 * type.
 *
 * <p>A client is immutable and thread-safe. Build one for the whole application, and derive the
 * clients of further people from it with {@link #withCredentials(Credentials)}: derived clients
 * share its connections and rate limits. Closing the client that was built releases the
 * connections; closing a derived client does nothing.
 */
public interface OuraClient extends AutoCloseable {

  /**
   * Returns a client that is configured by environment variables and a {@code .env} file: see
   * {@link Credentials#fromEnvironment()}. The variable {@code OURA_BASE_URL} sets another base
   * URL, such as that of a proxy, a simulator or a test server.
   *
   * @return the client
   * @throws io.github.oura4j.error.CredentialsException if there is no access token; the message
   *     lists where it was looked for
   * @throws IllegalArgumentException if {@code OURA_BASE_URL} is neither an HTTPS URL nor an HTTP
   *     URL of this machine
   */
  static OuraClient fromEnvironment() {
    return builder().environment(Environment.ofProcess()).build();
  }

  /**
   * Returns a builder for a client. Only the credentials have no default.
   *
   * @return a new builder
   */
  static Builder builder() {
    return ClientBuilder.create();
  }

  /**
   * Returns the personal info of the person: age, weight, height, biological sex and email address,
   * as far as the scopes of the access token permit.
   *
   * @return the only document of this data type
   * @throws UnsupportedOperationException if this client reads the sandbox, which has none
   */
  SingleDocument<PersonalInfo> personalInfo();

  /**
   * Returns the activity of each day: steps, energy, time per activity class, and score. A day of
   * activity begins at 4 a.m.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailyActivity> dailyActivity();

  /**
   * Returns the estimated cardiovascular age of each day.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailyCardiovascularAge> dailyCardiovascularAge();

  /**
   * Returns the readiness of each day: score, contributors and temperature deviation.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailyReadiness> dailyReadiness();

  /**
   * Returns the resilience of each day: how well the person withstands stress over the long term.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailyResilience> dailyResilience();

  /**
   * Returns the sleep score of each day and its contributors. The sleep periods themselves are in
   * {@link #sleep()}.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailySleep> dailySleep();

  /**
   * Returns the blood oxygen saturation (SpO2) of each night.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailySpo2> dailySpo2();

  /**
   * Returns how much time of each day was stressful and how much was restorative.
   *
   * @return the documents of this data type
   */
  DatedDocuments<DailyStress> dailyStress();

  /**
   * Returns the tags that the person entered, each with a start and possibly an end.
   *
   * @return the documents of this data type
   */
  DatedDocuments<EnhancedTag> enhancedTag();

  /**
   * Returns the heart rate, day and night: about 300 to 1,200 samples per day.
   *
   * @return the samples of this data type
   */
  TimeSeries<HeartRate> heartRate();

  /**
   * Returns the periods that the person spent in rest mode.
   *
   * @return the documents of this data type
   */
  DatedDocuments<RestModePeriod> restModePeriod();

  /**
   * Returns the battery level of the ring.
   *
   * @return the samples of this data type
   */
  TimeSeries<RingBatteryLevel> ringBatteryLevel();

  /**
   * Returns the rings that the person has worn: color, design and size of each.
   *
   * @return the documents of this data type
   */
  Documents<RingConfiguration> ringConfiguration();

  /**
   * Returns guided and unguided sessions: breathing, meditation, naps.
   *
   * @return the documents of this data type
   */
  DatedDocuments<Session> session();

  /**
   * Returns sleep periods, nights as well as naps: phases, heart rate, heart rate variability and
   * breathing. The score of a day is in {@link #dailySleep()}.
   *
   * @return the documents of this data type
   */
  DatedDocuments<SleepPeriod> sleep();

  /**
   * Returns the recommended bedtimes.
   *
   * @return the documents of this data type
   */
  DatedDocuments<SleepTime> sleepTime();

  /**
   * Returns the tags in the older format that {@link #enhancedTag()} has replaced.
   *
   * @return the documents of this data type
   */
  DatedDocuments<Tag> tag();

  /**
   * Returns the estimated maximum oxygen uptake (VO2 max).
   *
   * @return the documents of this data type
   */
  DatedDocuments<Vo2Max> vo2Max();

  /**
   * Returns workouts, whether detected automatically or entered by the person.
   *
   * @return the documents of this data type
   */
  DatedDocuments<Workout> workout();

  /**
   * Returns the accessor of a data type, for code that handles all data types.
   *
   * @param dataType the data type
   * @return the accessor, as one of the four cases
   * @throws UnsupportedOperationException if this client reads the sandbox and the sandbox does not
   *     have the data type: see {@link DataType#inSandbox}
   */
  default Accessor accessor(DataType dataType) {
    Objects.requireNonNull(dataType, "dataType must not be null");
    return switch (dataType) {
      case PERSONAL_INFO -> new Accessor.Single<>(dataType, personalInfo());
      case DAILY_ACTIVITY -> new Accessor.Dated<>(dataType, dailyActivity());
      case DAILY_CARDIOVASCULAR_AGE -> new Accessor.Dated<>(dataType, dailyCardiovascularAge());
      case DAILY_READINESS -> new Accessor.Dated<>(dataType, dailyReadiness());
      case DAILY_RESILIENCE -> new Accessor.Dated<>(dataType, dailyResilience());
      case DAILY_SLEEP -> new Accessor.Dated<>(dataType, dailySleep());
      case DAILY_SPO2 -> new Accessor.Dated<>(dataType, dailySpo2());
      case DAILY_STRESS -> new Accessor.Dated<>(dataType, dailyStress());
      case ENHANCED_TAG -> new Accessor.Dated<>(dataType, enhancedTag());
      case HEART_RATE -> new Accessor.Series<>(dataType, heartRate());
      case REST_MODE_PERIOD -> new Accessor.Dated<>(dataType, restModePeriod());
      case RING_BATTERY_LEVEL -> new Accessor.Series<>(dataType, ringBatteryLevel());
      case RING_CONFIGURATION -> new Accessor.Undated<>(dataType, ringConfiguration());
      case SESSION -> new Accessor.Dated<>(dataType, session());
      case SLEEP -> new Accessor.Dated<>(dataType, sleep());
      case SLEEP_TIME -> new Accessor.Dated<>(dataType, sleepTime());
      case TAG -> new Accessor.Dated<>(dataType, tag());
      case VO2_MAX -> new Accessor.Dated<>(dataType, vo2Max());
      case WORKOUT -> new Accessor.Dated<>(dataType, workout());
    };
  }

  /**
   * Returns the webhook subscriptions of the application that was set with {@link
   * Builder#application}.
   *
   * @return the subscriptions
   * @throws io.github.oura4j.error.CredentialsException if the client was built without an
   *     application
   */
  Webhooks webhooks();

  /**
   * Returns requests to any path of the API, for endpoints that this version of the library does
   * not know yet.
   *
   * @return requests whose responses are JSON text
   */
  RawRequests raw();

  /**
   * Returns a client whose accessors read Oura's sandbox, which has made-up data of the data types
   * for which {@link DataType#inSandbox} returns true: all except personal info. The accessors of
   * other data types throw an {@link UnsupportedOperationException}. Requests to the sandbox count
   * toward the same rate limit. {@link #webhooks()} and {@link #raw()} are not redirected to the
   * sandbox.
   *
   * @return a client that shares the connections and rate limits of this one
   */
  OuraClient sandbox();

  /**
   * Returns the clock of this client, in the time zone of the person: {@code
   * LocalDate.now(clock())} is the current day, from which relative ranges are resolved.
   *
   * @return the clock that {@link Builder#clock} has set, with the zone of {@link Builder#zone}
   */
  Clock clock();

  /**
   * Returns a client for another person, with the time zone of this client.
   *
   * @param credentials the credentials of that person
   * @return a client that shares the connections and rate limits of this one
   */
  OuraClient withCredentials(Credentials credentials);

  /**
   * Returns a client for another person.
   *
   * @param credentials the credentials of that person
   * @param zone the time zone of that person, which determines the current day
   * @return a client that shares the connections and rate limits of this one
   */
  OuraClient withCredentials(Credentials credentials, ZoneId zone);

  /**
   * Returns a client whose calls have another deadline than {@link RetryPolicy#deadline()}.
   *
   * @param deadline the maximum duration of each call, including waits and retries
   * @return a client that shares the connections and rate limits of this one
   * @throws IllegalArgumentException if it is not positive
   */
  OuraClient withDeadline(Duration deadline);

  /**
   * Releases the connections, and removes the client's entries from registries of Resilience4j, if
   * this is the client that was built. Does nothing on a derived client, whose connections belong
   * to the client it was derived from.
   */
  @Override
  void close();

  /**
   * Builds an {@link OuraClient}. Each setter rejects null with a {@link NullPointerException}; a
   * setting that is not set has its default. Not thread-safe.
   */
  interface Builder {

    /**
     * Sets the source of the access token. Required, unless {@link #environment} is set.
     *
     * @param credentials the credentials
     * @return this builder
     */
    Builder credentials(Credentials credentials);

    /**
     * Sets the environment from which the access token and the base URL are read if they are not
     * set in this builder. The default is to read no environment.
     *
     * @param environment the environment
     * @return this builder
     */
    Builder environment(Environment environment);

    /**
     * Sets the base URL, to which the paths of the API are appended. The default is {@code
     * https://api.ouraring.com}.
     *
     * @param baseUrl an HTTPS URL, or an HTTP URL of this machine
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    Builder baseUrl(String baseUrl);

    /**
     * Sets the time zone of the person, which determines the current day. The default is the
     * system's time zone.
     *
     * @param zone the time zone
     * @return this builder
     */
    Builder zone(ZoneId zone);

    /**
     * Sets the clock: relative ranges start from its current time, and the dates in rate limit
     * headers are compared with it. The default is the system's clock. Its time zone is ignored;
     * see {@link #zone}.
     *
     * @param clock the clock
     * @return this builder
     */
    Builder clock(Clock clock);

    /**
     * Sets the maximum duration of one attempt, from the first byte sent to the last byte received.
     * The default is 60 seconds. The maximum duration of a whole call, including waits and retries,
     * is {@link RetryPolicy#deadline}.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder callTimeout(Duration timeout);

    /**
     * Sets the maximum time to establish a connection. The default is 10 seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder connectTimeout(Duration timeout);

    /**
     * Sets the maximum time without a byte from the server, before and within a response. The
     * default is 30 seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder readTimeout(Duration timeout);

    /**
     * Sets the maximum duration of an attempt to create, update or renew a webhook subscription,
     * which Oura holds until it has challenged the callback URL. It replaces {@link #callTimeout}
     * and {@link #readTimeout} for these requests, and their calls may take this long even if the
     * deadline of the retry policy is shorter. {@link OuraClient#withDeadline} can shorten it. The
     * default is 3 minutes.
     *
     * @param timeout a positive duration of up to 365 days
     * @return this builder
     */
    Builder subscriptionTimeout(Duration timeout);

    /**
     * Sets the maximum size of a response body, after decompression. The default is 64 MiB.
     *
     * @param bytes a positive number of bytes
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder maxBodyBytes(int bytes);

    /**
     * Sets the application whose webhook subscriptions {@link OuraClient#webhooks()} manages. There
     * is no default; without an application, {@code webhooks()} fails.
     *
     * @param clientId the client id of the application
     * @param clientSecret the client secret of the application
     * @return this builder
     * @throws IllegalArgumentException if one of them is blank or contains invalid characters
     */
    Builder application(String clientId, String clientSecret);

    /**
     * Sets the transport that sends requests instead of {@link io.github.oura4j.http.JdkTransport}.
     * The settings for the connect timeout, the read timeout, the maximum body size, the proxy, TLS
     * and the executor then have no effect. The client closes the transport when it is closed.
     *
     * @param transport the transport
     * @return this builder
     */
    Builder transport(Transport transport);

    /**
     * Sets a collector of broken documents: a document of a list that cannot be decoded is passed
     * to it, and the rest of the list is returned. By default, such a document ends the call with
     * an {@link io.github.oura4j.error.OuraDecodingException}, and the other documents of its page
     * cannot be read.
     *
     * <p>A document cannot be decoded if it is not a JSON object, if its id or its day does not fit
     * the type ({@code day}, {@code start_day}, or the {@code timestamp} of a time series), or if
     * it is beyond what the JSON parser accepts. Any other value that does not fit affects only its
     * own property, unless {@link #strictDecoding} is on.
     *
     * @param collector receives each broken document, with its JSON, on the thread that sends the
     *     request: the one that reads the list, or background threads if {@link ListOptions} let
     *     pages be fetched ahead. Because more days are requested than a range contains, it also
     *     receives some documents from outside the range, and some more than once
     * @return this builder
     */
    Builder brokenDocuments(Consumer<BrokenDocument> collector);

    /**
     * Sets whether a value that does not fit the type of its property, such as a fraction where
     * Oura's description says integer, makes its document broken.
     *
     * <p>By default it does not: the property is null, the raw value is kept under its name in
     * {@code unknownProperties()}, and {@link CallListener#onInvalidValue} is called.
     *
     * @param strict true to treat such documents as broken
     * @return this builder
     */
    Builder strictDecoding(boolean strict);

    /**
     * Sets the HTTP proxy. The default is the proxy of the JVM, from the system properties {@code
     * https.proxyHost} and {@code https.proxyPort}.
     *
     * @param host the host of the proxy: a name, or an IPv4 or IPv6 address
     * @param port the port of the proxy
     * @return this builder
     * @throws IllegalArgumentException if the host or the port is invalid
     */
    Builder proxy(String host, int port);

    /**
     * Sets the TLS context, with the certificates to trust and the client certificate. The default
     * is that of the JVM.
     *
     * @param tls the TLS context
     * @return this builder
     */
    Builder tls(SSLContext tls);

    /**
     * Sets the executor of the HTTP client's background tasks. The default is a thread pool that
     * grows and shrinks. The program may make its calls in the same executor: tasks that it does
     * not start soon, because its threads are waiting for responses, run in other threads.
     *
     * @param executor the executor, which the client does not close
     * @return this builder
     */
    Builder executor(Executor executor);

    /**
     * Sets the value of the header {@code User-Agent}. The default names this library with its
     * version and the version of Java, such as {@code oura4j/1.0.0 (Java 17)}.
     *
     * @param userAgent the value of the header
     * @return this builder
     * @throws IllegalArgumentException if it is blank or contains characters other than visible
     *     ASCII and spaces
     */
    Builder userAgent(String userAgent);

    /**
     * Sets how failed requests are retried, and the deadline of a call. The default is {@link
     * RetryPolicy#defaults()}.
     *
     * @param policy the policy
     * @return this builder
     */
    Builder retry(RetryPolicy policy);

    /**
     * Sets the rate limit: once for all people of the application together, and once for each of
     * them. The default is {@link RateLimit#defaults()}. The client and all clients derived from it
     * share one rate limiter. Replaces what {@link #rateLimiter} has set.
     *
     * @param limit the limit
     * @return this builder
     */
    Builder rateLimit(RateLimit limit);

    /**
     * Sets the margin of the client's own rate limiter: how long after its grant a permit is taken
     * to have ended if the limiter is not notified of that, see {@link RequestLimiter#margin}. The
     * default is the {@link #callTimeout}. Has no effect on a limiter that {@link #rateLimiter} has
     * set.
     *
     * @param margin a duration that is at least as long as the call timeout
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder rateLimitMargin(Duration margin);

    /**
     * Sets the rate limiter: one to share between several clients, or one that counts in a store
     * that several processes share. The default is a limiter for this client only, with the limit
     * of {@link #rateLimit}.
     *
     * @param limiter the rate limiter
     * @return this builder
     */
    Builder rateLimiter(RequestLimiter limiter);

    /**
     * Sets a Resilience4j rate limiter from which the application's permits are acquired, after
     * those of the access tokens. There is none by default: the client's own limiter counts both.
     *
     * <p><b>The application's limit is then that of this limiter</b>, and {@link #rateLimit} is the
     * limit of each access token only. The limiters of Resilience4j count in fixed windows and from
     * the grant: around the boundary of two windows, twice the limit can pass, and more can arrive
     * at Oura if connecting is slow. If {@link #rateLimiter} is set too, permits are acquired from
     * both.
     *
     * <p>A call waits as long as the limiter says, within its {@link RetryPolicy}; a permit that
     * the limiter has promised to a call that gives up is lost. The client does not register this
     * limiter in a registry, and does not report the results of calls to it.
     *
     * @param limiter the rate limiter
     * @return this builder
     */
    Builder applicationRateLimiter(RateLimiter limiter);

    /**
     * Sets the registry in which the client registers its Resilience4j retries, {@code oura-reads}
     * and {@code oura-writes}, so that their events and metrics are visible. The default is to
     * register nothing. They have the settings of the {@link RetryPolicy}; a configuration in the
     * registry has no effect on them.
     *
     * @param registry the registry
     * @return this builder
     */
    Builder retryRegistry(RetryRegistry registry);

    /**
     * Sets the registry in which the client registers the application's limit as a Resilience4j
     * rate limiter, {@code oura-application}, so that its events and metrics are visible, and other
     * code can acquire permits from it. The default is to register nothing. The limits of access
     * tokens are not registered.
     *
     * <p>The client does not learn when a request of other code ends: its permit counts for one
     * window plus the {@link #rateLimitMargin}. Other code waits for permits up to the limiter's
     * timeout, which is {@link RetryPolicy#maxWait} until {@code changeTimeoutDuration} sets
     * another. {@code drainPermissions} suspends granting for one window. {@code reservePermission}
     * returns zero or -1, because permits of a later time cannot be promised. The limit itself
     * cannot be changed.
     *
     * @param registry the registry
     * @return this builder
     */
    Builder rateLimiterRegistry(RateLimiterRegistry registry);

    /**
     * Sets what the names of the client's entries in registries start with. The default is {@code
     * oura}. Clients that share a registry need different names; derived clients share the entries
     * of the client that was built, and closing it removes them.
     *
     * @param name a name that is not blank
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    Builder registryName(String name);

    /**
     * Sets what a call does if the rate limiter has no permit for it. The default is {@link
     * RateLimitMode#WAIT}.
     *
     * @param mode whether to wait or to fail at once
     * @return this builder
     */
    Builder rateLimitMode(RateLimitMode mode);

    /**
     * Sets the listener that is notified of attempts, waits and rate limits. The default is no
     * listener.
     *
     * @param listener the listener
     * @return this builder
     */
    Builder listener(CallListener listener);

    /**
     * Sets the ticker that deadlines, retries and the client's own rate limiter measure elapsed
     * time with. The default is {@link Ticker#system()}; tests replace it.
     *
     * @param ticker the ticker
     * @return this builder
     */
    Builder ticker(Ticker ticker);

    /**
     * Sets the sleeper that waits between attempts and for permits. The default is {@link
     * Sleeper#system()}; tests replace it, together with the {@link #ticker}, so that they do not
     * wait.
     *
     * @param sleeper the sleeper
     * @return this builder
     */
    Builder sleeper(Sleeper sleeper);

    /**
     * Builds the client. Sends no request.
     *
     * @return the client
     * @throws io.github.oura4j.error.CredentialsException if no credentials are set and the
     *     environment has none
     * @throws IllegalArgumentException if the base URL in the environment is neither an HTTPS URL
     *     nor an HTTP URL of this machine, or if the margin of the rate limiter is shorter than the
     *     call timeout
     * @throws IllegalStateException if a registry already has an entry with the name of one of this
     *     client's
     */
    OuraClient build();
  }
}
