// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.json.OuraJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The callback of webhooks, for any server: answers Oura's challenge, and takes only events that
 * Oura has signed, once and lately.
 *
 * <pre>{@code
 * // GET: answer 200 with Content-Type: application/json and this body
 * String json = receiver.respondToChallenge(request.getQueryString());
 *
 * // POST: answer 204
 * receiver.receive(
 *     request.getHeader(WebhookReceiver.SIGNATURE_HEADER),
 *     request.getHeader(WebhookReceiver.TIMESTAMP_HEADER),
 *     request.getInputStream(),
 *     event -> jobs.add(event));
 *
 * // catch (WebhookRejectedException e): answer e.status()
 * }</pre>
 *
 * <p>Oura waits ten seconds for an answer, so put the event into a queue and fetch its document
 * later. Immutable but for the memory of what was taken, and safe across threads: make one for a
 * callback and keep it. Several processes behind one address have a memory each, so an event can be
 * replayed once to each of them.
 */
public final class WebhookReceiver {
  /** The header with the signature of an event. */
  public static final String SIGNATURE_HEADER = "x-oura-signature";

  /** The header with the time at which an event was signed. */
  public static final String TIMESTAMP_HEADER = "x-oura-timestamp";

  private final WebhookSignature signature;
  private final byte[] verificationToken;
  private final Duration maxAge;
  private final int maxBodyBytes;
  private final Clock clock;
  private final RecentEvents replays;

  private WebhookReceiver(Builder builder, String clientSecret, String verificationToken) {
    this.signature = new WebhookSignature(clientSecret);
    this.verificationToken = verificationToken.getBytes(StandardCharsets.UTF_8);
    this.maxAge = builder.maxAge;
    this.maxBodyBytes = builder.maxBodyBytes;
    this.clock = builder.clock;
    // A time stamp may lie ahead by as much as it may lie behind.
    this.replays = new RecentEvents(builder.maxRememberedEvents, maxAge.multipliedBy(2));
  }

  /**
   * Returns a builder with nothing but defaults set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Answers the request by which Oura makes sure that a callback wants its events.
   *
   * @param query the query of the GET request as it came, not decoded; null when it had none
   * @return the JSON to answer with, status 200 and {@code application/json}
   * @throws WebhookRejectedException if it is no challenge (400), or has not the verification token
   *     that this receiver was given (403)
   */
  public String respondToChallenge(@Nullable String query) {
    ChallengeQuery asked = new ChallengeQuery(query);
    byte[] token = asked.parameter("verification_token").getBytes(StandardCharsets.UTF_8);
    String challenge = asked.parameter("challenge");
    if (!MessageDigest.isEqual(token, verificationToken)) {
      throw new WebhookRejectedException(
          403,
          "The verification token of the challenge is not the one this receiver was given. Create"
              + " the subscription and build the receiver with the same one.");
    }
    return OuraJson.write(Map.of("challenge", challenge));
  }

  /**
   * Takes an event: proves it, reads it, and hands it on. It counts as taken once the handler has
   * returned; when the handler throws, what it threw is passed on, and the event may come again.
   *
   * @param signatureHeader the value of {@link #SIGNATURE_HEADER}, null when it is missing
   * @param timestampHeader the value of {@link #TIMESTAMP_HEADER}, null when it is missing
   * @param body the body as it came; read no further than the limit, and not closed
   * @param handler takes the event, on this thread, before this method returns
   * @throws WebhookRejectedException if it is not to be trusted or no event, with the status to
   *     answer; the handler was not called then
   */
  public void receive(
      @Nullable String signatureHeader,
      @Nullable String timestampHeader,
      InputStream body,
      Consumer<? super WebhookEvent> handler) {
    byte[] claimed = WebhookSignature.parse(signatureHeader);
    Instant signedAt = WebhookTimestamp.parse(timestampHeader);
    Instant now = clock.instant();
    checkAge(Duration.between(signedAt, now));
    byte[] bytes = read(body);
    signature.check(claimed, String.valueOf(timestampHeader), bytes);
    WebhookEvent event = parse(bytes);
    if (!replays.add(claimed, now)) {
      throw new WebhookRejectedException(409, "The event is a replay: it was taken before.");
    }
    boolean isAccepted = false;
    try {
      handler.accept(event);
      isAccepted = true;
    } finally {
      if (!isAccepted) {
        replays.remove(claimed);
      }
    }
  }

  /**
   * Takes an event whose body is in memory; see {@link #receive(String, String, InputStream,
   * Consumer)}.
   *
   * @param signatureHeader the value of {@link #SIGNATURE_HEADER}, null when it is missing
   * @param timestampHeader the value of {@link #TIMESTAMP_HEADER}, null when it is missing
   * @param body the bytes of the body as they came
   * @param handler takes the event, on this thread, before this method returns
   * @throws WebhookRejectedException if it is not to be trusted or no event, with the status to
   *     answer; the handler was not called then
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
              + ", and at most "
              + maxAge.toSeconds()
              + " s are accepted. When Oura's own events are refused, check this machine's clock.");
    }
  }

  private byte[] read(InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(maxBodyBytes + 1);
    } catch (IOException e) {
      throw new WebhookRejectedException(400, "The body of the event broke off.");
    }
    if (bytes.length > maxBodyBytes) {
      throw new WebhookRejectedException(
          413, "The body is larger than " + maxBodyBytes + " bytes, and no event is.");
    }
    return bytes;
  }

  private static WebhookEvent parse(byte[] body) {
    try {
      Map<?, ?> json = (Map<?, ?>) JsonCodec.decode(body, Map.class, "The event");
      for (String property : List.of("event_type", "data_type", "object_id", "user_id")) {
        if (!(json.get(property) instanceof String text) || text.isBlank()) {
          throw new WebhookRejectedException(
              400, "The body is signed, but no event: it has no text " + property + ".");
        }
      }
      return (WebhookEvent) JsonCodec.decode(body, WebhookEvent.class, "The event");
    } catch (OuraDecodingException e) {
      throw new WebhookRejectedException(
          400, "The body is signed, but no event. " + e.getMessage());
    }
  }

  /** Names what it is, and neither secret nor token. */
  @Override
  public String toString() {
    return "WebhookReceiver";
  }

  /** Builds a {@link WebhookReceiver}. Not safe across threads. No setting can be null. */
  public static final class Builder {
    private @Nullable String clientSecret;
    private @Nullable String verificationToken;
    private Duration maxAge = Duration.ofMinutes(5);
    private int maxBodyBytes = 64 * 1024;
    private int maxRememberedEvents = 100_000;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * Sets the secret of the application, which signs its events. Needed.
     *
     * @param secret the client secret
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder clientSecret(String secret) {
      clientSecret = present(secret, "client secret");
      return this;
    }

    /**
     * Sets the token that the subscriptions were created with. Needed.
     *
     * @param token a text of one's own that nobody guesses
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder verificationToken(String token) {
      verificationToken = present(token, "verification token");
      return this;
    }

    /**
     * Sets how far the time of signing may lie in the past, and in the future, for clocks that
     * differ. The default is 5 minutes.
     *
     * <p>Oura repeats an event for about an hour when it is not taken. Should repetitions turn out
     * to carry their first time stamp, 65 minutes take them.
     *
     * @param age a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or longer than a day
     */
    public Builder maxAge(Duration age) {
      Objects.requireNonNull(age, "maxAge must not be null");
      if (age.isNegative() || age.isZero() || age.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "maxAge must be positive and no more than a day, and is " + age + ".");
      }
      maxAge = age;
      return this;
    }

    /**
     * Sets the largest body that is read. The default is 64 KiB; an event has some 200 bytes.
     *
     * @param bytes a positive number of bytes
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxBodyBytes(int bytes) {
      if (bytes < 1 || bytes == Integer.MAX_VALUE) {
        throw new IllegalArgumentException("maxBodyBytes must be positive and below 2 GiB - 1.");
      }
      maxBodyBytes = bytes;
      return this;
    }

    /**
     * Sets how many events are remembered, to know a replay; of more within twice the age limit,
     * the oldest are forgotten. The default is 100,000, which take some 15 MB.
     *
     * @param events a positive number
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxRememberedEvents(int events) {
      if (events < 1) {
        throw new IllegalArgumentException("maxRememberedEvents must be positive.");
      }
      maxRememberedEvents = events;
      return this;
    }

    /**
     * Sets the clock that ages are counted by. The default is the system's.
     *
     * @param newClock the clock, of which only the instant counts
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock must not be null");
      return this;
    }

    /**
     * Builds the receiver.
     *
     * @return a receiver that has taken nothing yet
     * @throws IllegalArgumentException if the client secret or the verification token is missing
     */
    public WebhookReceiver build() {
      return new WebhookReceiver(
          this,
          present(clientSecret, "client secret"),
          present(verificationToken, "verification token"));
    }

    private static String present(@Nullable String text, String name) {
      if (text == null || text.isBlank()) {
        throw new IllegalArgumentException(
            "A webhook receiver needs a " + name + ": without one, anybody could send events.");
      }
      return text;
    }
  }
}
