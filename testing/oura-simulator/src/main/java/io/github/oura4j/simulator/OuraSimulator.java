// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.collection.PageSizes;
import io.github.oura4j.simulator.internal.collection.UserCollectionRoutes;
import io.github.oura4j.simulator.internal.http.RequestLog;
import io.github.oura4j.simulator.internal.oauth.GrantStore;
import io.github.oura4j.simulator.internal.oauth.GrantedScopeFormat;
import io.github.oura4j.simulator.internal.oauth.OAuthEndpoints;
import io.github.oura4j.simulator.internal.oauth.OAuthRoutes;
import io.github.oura4j.simulator.internal.oauth.RegisteredApplication;
import io.github.oura4j.simulator.internal.page.StatusPages;
import io.github.oura4j.simulator.internal.person.PersonProfile;
import io.github.oura4j.simulator.internal.server.AcceptedHosts;
import io.github.oura4j.simulator.internal.server.FaultInjector;
import io.github.oura4j.simulator.internal.server.Router;
import io.github.oura4j.simulator.internal.server.SimulatorServer;
import io.github.oura4j.simulator.internal.server.WireMockAccess;
import io.github.oura4j.simulator.internal.webhook.CreationFault;
import io.github.oura4j.simulator.internal.webhook.EventSender;
import io.github.oura4j.simulator.internal.webhook.SubscriptionStore;
import io.github.oura4j.simulator.internal.webhook.WebhookRoutes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Oura API that runs on a port of this machine, for tests and for trying a program
 * without an access token.
 *
 * <pre>{@code
 * try (OuraSimulator oura = OuraSimulator.start()) {
 *   // GET oura.baseUrl() + "/v2/usercollection/daily_sleep" with oura.token() as bearer token
 * }
 * }</pre>
 *
 * <p>It serves every route of the API description with simulated data that is consistent across
 * data types. It reproduces the behavior of the real API, including which lists exclude the end
 * date, the page sizes, and the format of each error response.
 *
 * <p>Thread-safe.
 */
public final class OuraSimulator implements AutoCloseable {
  private final List<SimulatedPerson> people;
  private final SimulatedAuthorization authorization;
  private final EventSender events;
  private final FaultInjector faults;
  private final RequestLog requests = new RequestLog();
  private final SimulatorServer server;

  static {
    WireMockAccess.open();
  }

  private OuraSimulator(Builder builder) {
    people = builder.people.stream().map(person -> person.withClock(builder.clock)).toList();
    List<PersonProfile> profiles = people.stream().map(SimulatedPerson::profile).toList();
    RegisteredApplication application =
        new RegisteredApplication(builder.clientId, builder.clientSecret);
    SubscriptionStore subscriptions = new SubscriptionStore(builder.clock);
    events =
        new EventSender(
            application,
            subscriptions,
            builder.clock,
            builder.eventRetryPeriod,
            builder.duplicateEvents);
    GrantStore grants = new GrantStore(builder.clock, builder.accessTokenLifetime);
    OAuthRoutes oauth =
        new OAuthRoutes(
            application,
            builder.oauthEndpoints,
            builder.redirectUri,
            builder.grantedScopeFormat,
            profiles,
            grants);
    authorization = new SimulatedAuthorization(oauth, grants);
    PageSizes pageSizes = new PageSizes(builder.pageSize, builder.documentPageSize);
    UserCollectionRoutes api =
        new UserCollectionRoutes(
            profiles, pageSizes, builder.schemaDrift, builder.rejectsTokensWithDates, grants);
    Router router =
        new Router(
            api,
            new WebhookRoutes(
                application, builder.clock, subscriptions, builder.subscriptionFaults),
            oauth,
            new AcceptedHosts(builder.hostNames),
            builder.statusPage
                ? Optional.of(new StatusPages(profiles, api, requests, builder.faultInterval))
                : Optional.empty());
    faults = new FaultInjector(builder.faultInterval);
    server =
        new SimulatorServer(builder.port, router, requests, faults, builder.clock, builder.latency);
  }

  /**
   * Starts a simulator with the default settings: one person, who has data for the 90 days up to
   * today.
   *
   * @return a running simulator, which the caller has to close
   */
  public static OuraSimulator start() {
    return builder().start();
  }

  /**
   * Creates a builder, to choose for example the people, the clock or the page sizes.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the base URL of this simulator, which replaces the base URL of the real API.
   *
   * @return the URL, without a trailing slash
   */
  public String baseUrl() {
    return server.baseUrl();
  }

  /**
   * Returns the access token of the first person.
   *
   * @return the access token
   */
  public String token() {
    return person().token();
  }

  /**
   * Returns the first person, whose data tests can compare with the responses.
   *
   * @return the person, who follows the clock of this simulator
   */
  public SimulatedPerson person() {
    return people.get(0);
  }

  /**
   * Returns all people whose data this simulator serves.
   *
   * @return the people, in the order in which they were added to the builder
   */
  public List<SimulatedPerson> people() {
    return people;
  }

  /**
   * Returns the requests received so far. Only the newest 10,000 are kept, and fewer if their paths
   * and queries have more than 4,000,000 characters in total.
   *
   * @return a copy, oldest request first
   */
  public List<ReceivedRequest> requests() {
    return requests.all().stream()
        .map(request -> new ReceivedRequest(request.method(), request.path(), request.query()))
        .toList();
  }

  /**
   * Returns the OAuth side of this simulator, which grants or denies consent without a browser and
   * counts token refreshes.
   *
   * @return the same object on each call
   */
  public SimulatedAuthorization authorization() {
    return authorization;
  }

  /**
   * Posts a signed webhook event to the callback URL that is subscribed to it, and retries until
   * the callback accepts it. Like Oura, it retries ten times within an hour; {@link
   * Builder#eventRetryPeriod} changes the hour. A response with status 410 cancels the
   * subscription.
   *
   * <p>Only callback URLs on this machine are called: those with the host {@code localhost}, {@code
   * 127.0.0.1} or {@code [::1]}. They also receive a challenge when the subscription is created;
   * other callback URLs are accepted without one.
   *
   * @param person the person to whom the document belongs
   * @param eventType what happened to the document
   * @param dataType the data type of the document
   * @param objectId the id of the document, which does not have to exist
   * @return the outcome, when the event is accepted, the retries are exhausted, or this simulator
   *     is closed
   */
  public CompletableFuture<EventDelivery> deliver(
      SimulatedPerson person,
      WebhookEventType eventType,
      WebhookDataType dataType,
      String objectId) {
    String userId = String.valueOf(person.personalInfo().id());
    return events
        .send(userId, eventType, dataType, objectId)
        .thenApply(delivery -> new EventDelivery(delivery.statuses()));
  }

  /**
   * Injects a fault into the response to the next request to a path. The request is processed
   * before. Several orders for a path, of faults and responses, apply to one request each, in their
   * order. They precede the faults of {@link Builder#faults}.
   *
   * @param path the percent-encoded path of the request without a query, such as {@code
   *     /v2/usercollection/sleep}; other ways to encode the same path are equal to it
   * @param fault the fault
   * @throws IllegalArgumentException if the path does not start with a slash or has a query or a
   *     space
   */
  public void failNext(String path, SimulatedFault fault) {
    faults.order(path, fault.fault());
  }

  /**
   * Responds to the next request to a path with JSON of the caller's choice, in place of the
   * regular response; see {@link #respondNext(String, int, Map, String)}.
   *
   * @param path the percent-encoded path of the request without a query, such as {@code
   *     /v2/usercollection/sleep}; other ways to encode the same path are equal to it
   * @param status the status of the response, from 200 to 599
   * @param json the body of the response, which does not have to be valid JSON
   * @throws IllegalArgumentException if the path does not start with a slash or has a query or a
   *     space, or if the status is out of range
   */
  public void respondNext(String path, int status, String json) {
    respondNext(path, status, Map.of("Content-Type", "application/json"), json);
  }

  /**
   * Responds to the next request to a path with a response of the caller's choice. The request is
   * not processed, and its access token is not checked. Several orders for a path, of faults and
   * responses, apply to one request each, in their order.
   *
   * @param path the percent-encoded path of the request without a query, such as {@code
   *     /v2/usercollection/sleep}; other ways to encode the same path are equal to it
   * @param status the status of the response, from 200 to 599
   * @param headers the headers of the response, such as {@code Retry-After}
   * @param body the body of the response
   * @throws IllegalArgumentException if the path does not start with a slash or has a query or a
   *     space, or if the status is out of range
   */
  public void respondNext(String path, int status, Map<String, String> headers, String body) {
    faults.order(path, status, headers, body);
  }

  /**
   * Returns the number of requests received so far, including those that {@link #requests} no
   * longer keeps.
   *
   * @return a number from 0
   */
  public long requestCount() {
    return faults.responses();
  }

  /**
   * Returns how often each fault was injected so far; see {@link Builder#faults} and {@link
   * #failNext}.
   *
   * @return a copy that contains every fault
   */
  public Map<SimulatedFault, Long> faults() {
    Map<SimulatedFault, Long> counts = new EnumMap<>(SimulatedFault.class);
    for (SimulatedFault fault : SimulatedFault.values()) {
      counts.put(fault, faults.count(fault.fault()));
    }
    return counts;
  }

  /** Stops the server and cancels pending event deliveries. Further calls have no effect. */
  @Override
  public void close() {
    events.close();
    server.stop();
  }

  /** Builds an {@link OuraSimulator}. Not thread-safe. */
  public static final class Builder {
    private static final Duration MAX_LATENCY = Duration.ofMinutes(1);
    private static final int MAX_PORT = 65_535;

    private final List<SimulatedPerson> people = new ArrayList<>();
    private final Set<String> hostNames = new HashSet<>();
    private int port;
    private boolean statusPage;
    private Clock clock = Clock.systemUTC();
    private int pageSize = PageSizes.DEFAULT_TIME_SERIES;
    private int documentPageSize = PageSizes.UNLIMITED;
    private boolean schemaDrift;
    private boolean rejectsTokensWithDates;
    private Duration eventRetryPeriod = Duration.ofHours(1);
    private boolean duplicateEvents;
    private final Map<WebhookDataType, CreationFault> subscriptionFaults = new HashMap<>();
    private int faultInterval;
    private Duration latency = Duration.ZERO;
    private String clientId = "simulated-client-id";
    private String clientSecret = "simulated-client-secret";
    private OAuthEndpoints oauthEndpoints = OAuthEndpoints.CURRENT;
    private @Nullable String redirectUri;
    private GrantedScopeFormat grantedScopeFormat = GrantedScopeFormat.TEXT;
    private Duration accessTokenLifetime = Duration.ofDays(1);

    private Builder() {}

    /**
     * Sets the port. By default the operating system chooses a free one, so that any number of
     * simulators can run at the same time.
     *
     * @param port the port; 0 for a free one
     * @return this builder
     * @throws IllegalArgumentException if the number is not from 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Serves a page for browsers at {@code /}, which shows the people with their access tokens and
     * the newest requests, and leads to pages below {@code /view} with the data. These pages need
     * no access token, are not counted as requests, and have no faults. Off by default, so that
     * these paths are unknown as they are at Oura.
     *
     * @return this builder
     */
    public Builder statusPage() {
      this.statusPage = true;
      return this;
    }

    /**
     * Sets the source of the current time. Defaults to the system clock.
     *
     * @param clock the clock, whose time zone is ignored
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Sets the number of samples on a page of a time series. Defaults to 1,000.
     *
     * @param rows at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder pageSize(int rows) {
      this.pageSize = PageSizes.checked("pageSize", rows);
      return this;
    }

    /**
     * Sets the number of documents on a page of a document list. By default a page has all
     * documents, as in the real API.
     *
     * @param documents at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public Builder documentPageSize(int documents) {
      this.documentPageSize = PageSizes.checked("documentPageSize", documents);
      return this;
    }

    /**
     * Adds a person. If none is added, the simulator has one person with default settings.
     *
     * @param person a person with a different access token than the others
     * @return this builder
     */
    public Builder person(SimulatedPerson person) {
      people.add(person);
      return this;
    }

    /**
     * Sets the application that is registered for OAuth and webhooks. Defaults to the client id
     * {@code simulated-client-id} with the secret {@code simulated-client-secret}.
     *
     * @param clientId the client id
     * @param clientSecret the client secret
     * @return this builder
     */
    public Builder application(String clientId, String clientSecret) {
      this.clientId = clientId;
      this.clientSecret = clientSecret;
      return this;
    }

    /**
     * Makes the application one that was registered before 2026: it uses the OAuth endpoints
     * without {@code /v2/ext}, and requests scopes without a prefix. Granted scopes are reported
     * with the prefix {@code extapi:}, as to newer applications.
     *
     * @return this builder
     */
    public Builder legacyApplication() {
      this.oauthEndpoints = OAuthEndpoints.LEGACY;
      return this;
    }

    /**
     * Sets the redirect URI that the application registered. By default any HTTP or HTTPS URI is
     * accepted, except one with the host {@code 127.0.0.1}, which Oura never accepts.
     *
     * @param redirectUri the URI, which has to match exactly, including a trailing slash; only an
     *     empty path and the path {@code /} are the same
     * @return this builder
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = redirectUri;
      return this;
    }

    /**
     * Reports the granted scopes in token responses as a JSON array. By default they are words
     * separated by spaces.
     *
     * @return this builder
     */
    public Builder grantedScopesAsArray() {
      this.grantedScopeFormat = GrantedScopeFormat.ARRAY;
      return this;
    }

    /**
     * Leaves the granted scopes out of token responses and callbacks, as Oura sometimes does.
     *
     * @return this builder
     */
    public Builder grantedScopesAbsent() {
      this.grantedScopeFormat = GrantedScopeFormat.ABSENT;
      return this;
    }

    /**
     * Sets how long an access token is valid. Defaults to one day. A refresh invalidates the
     * previous access token earlier.
     *
     * @param lifetime the lifetime, which token responses report in whole seconds
     * @return this builder
     */
    public Builder accessTokenLifetime(Duration lifetime) {
      this.accessTokenLifetime = lifetime;
      return this;
    }

    /**
     * Simulates a newer version of the API schema: some documents contain unknown enum values or
     * unknown properties, lack required properties, or contain values that do not fit the schema,
     * such as fractions for integers and timestamps that do not exist. Ids, days, and the
     * timestamps of samples always fit. Off by default.
     *
     * @return this builder
     */
    public Builder schemaDrift() {
      this.schemaDrift = true;
      return this;
    }

    /**
     * Rejects a next token that is sent together with dates, with status 422, as the real API was
     * once reported to do. Off by default.
     *
     * @return this builder
     */
    public Builder rejectTokensWithDates() {
      this.rejectsTokensWithDates = true;
      return this;
    }

    /**
     * Sets the time over which the ten retries of a webhook event are spread. Defaults to one hour.
     *
     * @param period the sum of all retry delays, each of which is twice as long as the one before
     * @return this builder
     * @throws IllegalArgumentException if the period is negative
     */
    public Builder eventRetryPeriod(Duration period) {
      if (period.isNegative()) {
        throw new IllegalArgumentException(
            "eventRetryPeriod must not be negative, but is " + period);
      }
      this.eventRetryPeriod = period;
      return this;
    }

    /**
     * Delivers each webhook event once more after the callback accepted it, with a new timestamp
     * and signature. Oura does so when it did not receive the first response in time. Off by
     * default.
     *
     * @return this builder
     */
    public Builder duplicateEvents() {
      this.duplicateEvents = true;
      return this;
    }

    /**
     * Makes every request to create a webhook subscription for a data type fail.
     *
     * @param dataType the data type
     * @param fault how the requests fail
     * @return this builder
     */
    public Builder subscriptionFault(WebhookDataType dataType, SubscriptionFault fault) {
      this.subscriptionFaults.put(dataType, fault.fault());
      return this;
    }

    /**
     * Accepts requests for a host name other than those of the loopback interface, such as an alias
     * of this machine or the name under which a proxy forwards requests. By default, only {@code
     * localhost}, its subdomains and the loopback addresses are accepted. All other requests are
     * refused with status 421, so that web pages that are open on this machine cannot use the
     * simulator.
     *
     * @param name the host name in the {@code Host} header, without a port
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public Builder hostName(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("hostName must not be blank");
      }
      this.hostNames.add(name);
      return this;
    }

    /**
     * Injects a fault into every nth response, using each {@link SimulatedFault} in turn. Off by
     * default. The request is processed before the fault is injected, as if the network failed on
     * the way back.
     *
     * @param every 1 for every response, 5 for every fifth response
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder faults(int every) {
      this.faultInterval = FaultInjector.checkedInterval(every);
      return this;
    }

    /**
     * Delays each response, as the network and a busy server do. Requests are delayed independently
     * of each other, however many arrive at once. There is no delay by default.
     *
     * @param latency the delay, in whole milliseconds; zero for none
     * @return this builder
     * @throws IllegalArgumentException if it is negative or longer than a minute
     */
    public Builder latency(Duration latency) {
      if (latency.isNegative() || latency.compareTo(MAX_LATENCY) > 0) {
        throw new IllegalArgumentException(
            "latency must be from zero to a minute, but is " + latency);
      }
      this.latency = latency;
      return this;
    }

    /**
     * Starts the simulator.
     *
     * @return a running simulator, which the caller has to close
     * @throws IllegalArgumentException if two people have the same access token
     * @throws UncheckedIOException if another program uses the port; the message says what to do
     */
    public OuraSimulator start() {
      if (people.isEmpty()) {
        people.add(SimulatedPerson.builder().build());
      }
      Set<String> tokens = new HashSet<>();
      for (SimulatedPerson person : people) {
        if (!tokens.add(person.token())) {
          throw new IllegalArgumentException(
              "two people have the same access token; give each person a different token");
        }
      }
      OuraSimulator simulator = new OuraSimulator(this);
      simulator.server.start();
      return simulator;
    }
  }
}
