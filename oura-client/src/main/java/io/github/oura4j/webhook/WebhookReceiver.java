// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.json.OuraJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles the requests that Oura sends to a webhook callback URL, in any web server. It responds to
 * challenges, accepts an event only if Oura signed it recently, and handles each event once.
 *
 * <pre>{@code
 * // GET: respond with status 200, Content-Type: application/json, and this body
 * String json = receiver.respondToChallenge(request.getQueryString());
 *
 * // POST: respond with status 204
 * receiver.receive(
 *     request.getHeader(WebhookReceiver.SIGNATURE_HEADER),
 *     request.getHeader(WebhookReceiver.TIMESTAMP_HEADER),
 *     request.getInputStream(),
 *     event -> jobs.add(event));
 *
 * // catch (WebhookRejectedException e): respond with status e.status()
 * }</pre>
 *
 * <p>Oura waits ten seconds for the response. Therefore, put the event into a queue, and fetch its
 * document later.
 *
 * <p>Safe for use by multiple threads. Create one receiver per callback URL and keep it, because it
 * remembers the events of the last two hours to detect duplicates. If several processes serve the
 * same URL, each of them remembers only its own events, so that each can handle the same event
 * once.
 */
public final class WebhookReceiver {
  /** The name of the header with the signature of an event. */
  public static final String SIGNATURE_HEADER = "x-oura-signature";

  /** The name of the header with the time at which an event was signed. */
  public static final String TIMESTAMP_HEADER = "x-oura-timestamp";

  /** Oura sends an event again for about an hour; twice that is on the safe side. */
  private static final Duration RETRIES_OF_OURA = Duration.ofHours(2);

  private final WebhookSignature signature;
  private final byte[] verificationToken;
  private final Duration maxAge;
  private final int maxBodyBytes;
  private final Clock clock;
  private final RecentEvents recentEvents;

  private WebhookReceiver(Builder builder, String clientSecret, String verificationToken) {
    this.signature = new WebhookSignature(clientSecret);
    this.verificationToken = verificationToken.getBytes(StandardCharsets.UTF_8);
    this.maxAge = builder.maxAge;
    this.maxBodyBytes = builder.maxBodyBytes;
    this.clock = builder.clock;
    this.recentEvents = new RecentEvents(builder.maxRememberedEvents, timeToLive(maxAge));
  }

  /**
   * Returns a builder with default settings.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how long an event is remembered: as long as Oura sends it again, which is about an
   * hour, and as long as a recorded request can be replayed, because timestamps are accepted from
   * maxAge in the past to maxAge in the future.
   */
  private static Duration timeToLive(Duration maxAge) {
    Duration replayable = maxAge.multipliedBy(2);
    return replayable.compareTo(RETRIES_OF_OURA) > 0 ? replayable : RETRIES_OF_OURA;
  }

  /**
   * Responds to a challenge. Oura sends this GET request when a subscription is created or updated,
   * to verify that the application controls the callback URL.
   *
   * @param query the raw query string of the request, not decoded; null if it has none
   * @return the JSON body of the response, to be sent with status 200 and the content type {@code
   *     application/json}
   * @throws WebhookRejectedException if the request is not a challenge (status 400), or if its
   *     verification token is not the one of this receiver (status 403)
   */
  public String respondToChallenge(@Nullable String query) {
    ChallengeQuery parsed = new ChallengeQuery(query);
    byte[] token = parsed.parameter("verification_token").getBytes(StandardCharsets.UTF_8);
    String challenge = parsed.parameter("challenge");
    if (!MessageDigest.isEqual(token, verificationToken)) {
      throw new WebhookRejectedException(
          403,
          "The verification token of the challenge is not the one of this receiver. Use the same"
              + " token to create the subscription and to build the receiver.");
    }
    return OuraJson.write(Map.of("challenge", challenge));
  }

  /**
   * Receives an event: verifies its signature, parses it, and passes it to a handler.
   *
   * <p>The event is accepted once the handler has returned. If the handler throws an exception,
   * this method throws it as well, and the handler is called again when Oura sends the event again.
   *
   * <p>Oura also sends an event again if it did not receive the response in time. Two deliveries
   * are the same event if they have the same event type, data type, object id, user id and event
   * time. For a duplicate of an accepted event, this method returns normally without calling the
   * handler, so that Oura stops sending it. While the handler is still running, a duplicate is
   * rejected with status 503.
   *
   * @param signatureHeader the value of {@link #SIGNATURE_HEADER}, or null if it is missing
   * @param timestampHeader the value of {@link #TIMESTAMP_HEADER}, or null if it is missing
   * @param body the raw body of the request. At most one byte more than the size limit is read, and
   *     the stream is not closed
   * @param handler is called with the event, on the current thread
   * @throws WebhookRejectedException if the request is not authentic or not a valid event; it
   *     contains the status to respond with. The handler was not called
   */
  public void receive(
      @Nullable String signatureHeader,
      @Nullable String timestampHeader,
      InputStream body,
      Consumer<? super WebhookEvent> handler) {
    byte[] received = WebhookSignature.parse(signatureHeader);
    Instant signedAt = WebhookTimestamp.parse(timestampHeader);
    Instant now = clock.instant();
    checkAge(Duration.between(signedAt, now));
    byte[] bytes = read(body);
    signature.verify(received, String.valueOf(timestampHeader), bytes);
    EventBody event = EventBody.parse(bytes);
    byte[] key = event.key();
    switch (recentEvents.begin(key, now)) {
      case NEW -> handle(key, event.event(), handler);
      case IN_PROGRESS ->
          throw new WebhookRejectedException(
              503, "The event is a duplicate of one that is still being handled.");
      case HANDLED -> {
        // The handler has succeeded before, so Oura only has to be told again.
      }
    }
  }

  private void handle(byte[] key, WebhookEvent event, Consumer<? super WebhookEvent> handler) {
    boolean isHandled = false;
    try {
      handler.accept(event);
      isHandled = true;
    } finally {
      recentEvents.end(key, isHandled, clock.instant());
    }
  }

  /**
   * Receives an event whose body was already read; see {@link #receive(String, String, InputStream,
   * Consumer)}.
   *
   * @param signatureHeader the value of {@link #SIGNATURE_HEADER}, or null if it is missing
   * @param timestampHeader the value of {@link #TIMESTAMP_HEADER}, or null if it is missing
   * @param body the raw bytes of the body
   * @param handler is called with the event, on the current thread
   * @throws WebhookRejectedException if the request is not authentic or not a valid event; it
   *     contains the status to respond with. The handler was not called
   */
  public void receive(
      @Nullable String signatureHeader,
      @Nullable String timestampHeader,
      byte[] body,
      Consumer<? super WebhookEvent> handler) {
    receive(signatureHeader, timestampHeader, new ByteArrayInputStream(body), handler);
  }

  private void checkAge(Duration age) {
    if (age.abs().compareTo(maxAge) > 0) {
      throw new WebhookRejectedException(
          401,
          "The event was signed "
              + age.abs().toSeconds()
              + (age.isNegative() ? " s in the future" : " s ago")
              + ", but at most "
              + maxAge.toSeconds()
              + " s are accepted. If events from Oura are rejected, check the clock of this machine.");
    }
  }

  private byte[] read(InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(maxBodyBytes + 1);
    } catch (IOException e) {
      throw new WebhookRejectedException(400, "The body of the event could not be read.");
    }
    if (bytes.length > maxBodyBytes) {
      throw new WebhookRejectedException(
          413, "The body is larger than " + maxBodyBytes + " bytes, which no event is.");
    }
    return bytes;
  }

  /** Returns the name of the class, but neither the client secret nor the verification token. */
  @Override
  public String toString() {
    return "WebhookReceiver";
  }

  /**
   * Builds a {@link WebhookReceiver}. Settings must not be null. Not safe for use by multiple
   * threads.
   */
  public static final class Builder {
    private @Nullable String clientSecret;
    private @Nullable String verificationToken;
    private Duration maxAge = Duration.ofMinutes(5);
    private int maxBodyBytes = 64 * 1024;
    private int maxRememberedEvents = 100_000;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * Sets the application's client secret, with which Oura signs events. Required.
     *
     * @param secret the client secret
     * @return this builder
     * @throws IllegalArgumentException if the secret is blank
     */
    public Builder clientSecret(String secret) {
      clientSecret = requireText(secret, "client secret");
      return this;
    }

    /**
     * Sets the verification token that subscriptions are created with. Required.
     *
     * @param token a text of your choice that cannot be guessed
     * @return this builder
     * @throws IllegalArgumentException if the token is blank
     */
    public Builder verificationToken(String token) {
      verificationToken = requireText(token, "verification token");
      return this;
    }

    /**
     * Sets the maximum age of an event: how far its timestamp may be in the past, or in the future
     * in case clocks differ. The default is 5 minutes.
     *
     * <p>Oura sends an event again for about an hour if it is not accepted. If it turns out that
     * these requests have the timestamp of the first one, set 65 minutes.
     *
     * @param age a positive duration
     * @return this builder
     * @throws IllegalArgumentException if the duration is not positive, or longer than one day
     */
    public Builder maxAge(Duration age) {
      Objects.requireNonNull(age, "maxAge must not be null");
      if (age.isNegative() || age.isZero() || age.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "maxAge must be positive and at most one day, but is " + age + ".");
      }
      maxAge = age;
      return this;
    }

    /**
     * Sets the maximum size of a body. The default is 64 KiB; an event has about 200 bytes.
     *
     * @param bytes a positive number of bytes
     * @return this builder
     * @throws IllegalArgumentException if the number is not positive, or {@link Integer#MAX_VALUE}
     */
    public Builder maxBodyBytes(int bytes) {
      if (bytes < 1 || bytes == Integer.MAX_VALUE) {
        throw new IllegalArgumentException("maxBodyBytes must be positive and below 2 GiB - 1.");
      }
      maxBodyBytes = bytes;
      return this;
    }

    /**
     * Sets the maximum number of events that are remembered to detect duplicates. An event is
     * remembered for two hours, or twice the maximum age if that is longer; if there are more, the
     * oldest are forgotten and would be handled again. The default is 100,000, which takes about 15
     * MB of memory.
     *
     * @param events a positive number
     * @return this builder
     * @throws IllegalArgumentException if the number is not positive
     */
    public Builder maxRememberedEvents(int events) {
      if (events < 1) {
        throw new IllegalArgumentException("maxRememberedEvents must be positive.");
      }
      maxRememberedEvents = events;
      return this;
    }

    /**
     * Sets the clock that timestamps are compared with. The default is the system clock.
     *
     * @param newClock the clock; its time zone is ignored
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock must not be null");
      return this;
    }

    /**
     * Builds the receiver.
     *
     * @return a new receiver
     * @throws IllegalArgumentException if the client secret or the verification token is missing
     */
    public WebhookReceiver build() {
      return new WebhookReceiver(
          this,
          requireText(clientSecret, "client secret"),
          requireText(verificationToken, "verification token"));
    }

    private static String requireText(@Nullable String text, String name) {
      if (text == null || text.isBlank()) {
        throw new IllegalArgumentException(
            "A webhook receiver needs a " + name + ": without it, anyone could send events.");
      }
      return text;
    }
  }
}
