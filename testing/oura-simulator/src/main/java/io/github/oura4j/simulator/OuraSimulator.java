// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An Oura of one's own, on a free port of this machine: for tests, and for trying a program without
 * a token.
 *
 * <pre>{@code
 * try (OuraSimulator oura = OuraSimulator.start()) {
 *   // ask oura.baseUrl() + "/v2/usercollection/daily_sleep" with oura.token() as bearer token
 * }
 * }</pre>
 *
 * <p>It answers every route of the description, with made-up data that fits together, and with the
 * habits of the real one: which end dates are left out, how many rows a page has, what each error
 * looks like. Safe across threads.
 */
public final class OuraSimulator implements AutoCloseable {
  private final WireMockServer server;
  private final List<SimulatedPerson> people;
  private final RequestLog requests;
  private final SimulatedAuthorization authorisation;
  private final EventSender events;
  private final Faults faults;

  private OuraSimulator(Builder builder) {
    people = builder.people.stream().map(person -> person.withClock(builder.clock)).toList();
    requests = new RequestLog();
    faults = new Faults(builder.faultOneIn);
    PageSizes pageSizes = new PageSizes(builder.pageSize, builder.documentPageSize);
    Application application = new Application(builder.clientId, builder.clientSecret);
    Subscriptions subscriptions = new Subscriptions(builder.clock);
    events = new EventSender(application, subscriptions, builder.clock, builder.eventRetryDelay);
    Grants grants = new Grants(builder.clock, builder.accessTokenLifetime);
    OAuthRoutes oauth =
        new OAuthRoutes(application, builder.oauthGeneration, builder.redirectUri, people, grants);
    authorisation = new SimulatedAuthorization(oauth, grants);
    Answers answers =
        new Answers(
            new UserCollection(people, pageSizes, builder.surprises, grants),
            new WebhookSubscriptions(application, builder.clock, subscriptions),
            oauth);
    server =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .extensions(new AnswerTransformer(answers, requests, faults)));
  }

  /**
   * Starts a simulator with one person, who has ninety days up to today.
   *
   * @return a running simulator, to be closed
   */
  public static OuraSimulator start() {
    return builder().start();
  }

  /**
   * Begins a simulator of other people, another clock or other page sizes.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the address to use in place of Oura's.
   *
   * @return an address without a slash at its end
   */
  public String baseUrl() {
    return "http://localhost:" + server.port();
  }

  /**
   * Returns the access token of the first person.
   *
   * @return the token
   */
  public String token() {
    return person().token();
  }

  /**
   * Returns the first person: the truth behind the answers.
   *
   * @return the person, by this simulator's clock
   */
  public SimulatedPerson person() {
    return people.get(0);
  }

  /**
   * Returns everybody this simulator answers for.
   *
   * @return the people, in the order they were added
   */
  public List<SimulatedPerson> people() {
    return people;
  }

  /**
   * Returns the requests that came, oldest first; of many, the newest ten thousand.
   *
   * @return a copy
   */
  public List<ReceivedRequest> requests() {
    return requests.all();
  }

  /**
   * Returns the OAuth side: consent without a browser, and what became of the tokens.
   *
   * @return the same object each time
   */
  public SimulatedAuthorization authorization() {
    return authorisation;
  }

  /**
   * Posts a signed event to the callback that subscribed to it, again and again until it is taken,
   * as Oura does: ten times more within an hour, unless the builder chose a shorter time. An answer
   * of 410 ends the subscription.
   *
   * <p>Only callbacks on this machine are called: {@code localhost}, {@code 127.0.0.1} and {@code
   * [::1]}. These are also challenged when they subscribe; others are taken at their word.
   *
   * @param person whose document it is
   * @param eventType what happened to it
   * @param dataType what kind of document it is
   * @param objectId its id, which need not exist
   * @return what became of it, once it is taken, given up, or the simulator closed
   */
  public CompletableFuture<EventDelivery> deliver(
      SimulatedPerson person,
      WebhookEventType eventType,
      WebhookDataType dataType,
      String objectId) {
    String userId = String.valueOf(person.personalInfo().id());
    return events.send(userId, eventType, dataType, objectId);
  }

  /**
   * Returns how many requests came, those included that {@link #requests} has forgotten.
   *
   * @return the number
   */
  public long requestCount() {
    return faults.answers();
  }

  /**
   * Returns how many answers were spoilt in each way: see {@link Builder#faults}.
   *
   * @return a copy, with every way
   */
  public Map<SimulatedFault, Long> faults() {
    return faults.counts();
  }

  /** Stops the server, and what it still has to deliver. */
  @Override
  public void close() {
    events.close();
    server.stop();
  }

  private OuraSimulator run() {
    server.stubFor(any(anyUrl()).willReturn(aResponse()));
    server.start();
    return this;
  }

  /** Builds an {@link OuraSimulator}. Not safe across threads. */
  public static final class Builder {
    private final List<SimulatedPerson> people = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private int pageSize = PageSizes.TIME_SERIES;
    private int documentPageSize = PageSizes.ALL;
    private boolean surprises;
    private Duration eventRetryDelay = Duration.ofHours(1);
    private int faultOneIn;
    private String clientId = "simulated-client-id";
    private String clientSecret = "simulated-client-secret";
    private OAuthGeneration oauthGeneration = OAuthGeneration.CURRENT;
    private @Nullable String redirectUri;
    private Duration accessTokenLifetime = Duration.ofDays(1);

    private Builder() {}

    /**
     * Chooses what now is; the system's clock unless set.
     *
     * @param clock the clock, of which only the instant counts
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Chooses the rows on a page of a time series; 1,000 unless set.
     *
     * @param rows one or more
     * @return this builder
     */
    public Builder pageSize(int rows) {
      this.pageSize = PageSizes.checked("pageSize", rows);
      return this;
    }

    /**
     * Chooses the documents on a page of a document list; all of them unless set, as Oura does.
     *
     * @param documents one or more
     * @return this builder
     */
    public Builder documentPageSize(int documents) {
      this.documentPageSize = PageSizes.checked("documentPageSize", documents);
      return this;
    }

    /**
     * Adds a person; without any, there is {@code SimulatedPerson.builder().build()}.
     *
     * @param person the person, whose token no other has
     * @return this builder
     */
    public Builder person(SimulatedPerson person) {
      people.add(person);
      return this;
    }

    /**
     * Chooses the application that webhook and OAuth routes know; {@code simulated-client-id} with
     * {@code simulated-client-secret} unless set.
     *
     * @param clientId the id
     * @param clientSecret the secret
     * @return this builder
     */
    public Builder application(String clientId, String clientSecret) {
      this.clientId = clientId;
      this.clientSecret = clientSecret;
      return this;
    }

    /**
     * Makes the application one of those that were registered before 2026: it has the OAuth
     * addresses without {@code /v2/ext}, and scopes without prefix.
     *
     * @return this builder
     */
    public Builder legacyApplication() {
      this.oauthGeneration = OAuthGeneration.LEGACY;
      return this;
    }

    /**
     * Chooses the address that the application registered for callbacks; any unless set.
     *
     * @param redirectUri the address, to the trailing slash
     * @return this builder
     */
    public Builder redirectUri(String redirectUri) {
      this.redirectUri = redirectUri;
      return this;
    }

    /**
     * Chooses how long an access token works; a day unless set. It ends earlier when the next one
     * is issued.
     *
     * @param lifetime whole seconds are told to the application
     * @return this builder
     */
    public Builder accessTokenLifetime(Duration lifetime) {
      this.accessTokenLifetime = lifetime;
      return this;
    }

    /**
     * Answers as an Oura that has moved on: some documents have enum values or properties that
     * nobody knows yet, or lack required ones.
     *
     * @return this builder
     */
    public Builder schemaDrift() {
      this.surprises = true;
      return this;
    }

    /**
     * Chooses the time over which the ten retries of an event are spread; an hour unless set.
     *
     * @param within the sum of the pauses, each twice as long as the one before
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder eventRetryDelay(Duration within) {
      if (within.isNegative()) {
        throw new IllegalArgumentException("eventRetryDelay: " + within + " is negative");
      }
      this.eventRetryDelay = within;
      return this;
    }

    /**
     * Spoils one answer in so many, in each way of {@link SimulatedFault} in turn; none unless set.
     * What was asked is done nevertheless, as on a line that breaks on the way back.
     *
     * @param oneIn one spoils every answer, five every fifth
     * @return this builder
     */
    public Builder faults(int oneIn) {
      this.faultOneIn = Faults.checked(oneIn);
      return this;
    }

    /**
     * Starts the simulator.
     *
     * @return a running simulator, to be closed
     * @throws IllegalArgumentException if two people have the same token
     */
    public OuraSimulator start() {
      if (people.isEmpty()) {
        people.add(SimulatedPerson.builder().build());
      }
      Set<String> tokens = new HashSet<>();
      for (SimulatedPerson person : people) {
        if (!tokens.add(person.token())) {
          throw new IllegalArgumentException("two people have the same token");
        }
      }
      return new OuraSimulator(this).run();
    }
  }
}
