// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Ticker;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.credentials.BackgroundTask;
import io.github.oura4j.internal.credentials.StoreWait;
import io.github.oura4j.internal.credentials.UnfinishedWork;
import io.github.oura4j.internal.http.ConnectionFailure;
import io.github.oura4j.internal.http.HeaderValues;
import io.github.oura4j.internal.http.LoggingTransport;
import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.internal.util.NonNullElements;
import io.github.oura4j.internal.util.RedactedCause;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth2 client for Oura's authorization code flow (RFC 6749): it creates the URI of the consent
 * page, exchanges the code from the callback for tokens, and refreshes and revokes them.
 *
 * <pre>{@code
 * AuthorizationRequest request = oauth.authorize(Set.of(Scope.DAILY, Scope.HEARTRATE));
 * // Open request.uri() in the person's browser, which is then redirected to the redirect URI.
 * OAuthTokens tokens = oauth.exchange(oauth.parseCallback(callback, request.state()));
 * store.save(person, tokens);
 * OuraClient client = oura.withCredentials(oauth.credentials(store, person));
 * }</pre>
 *
 * <p>Thread-safe. Requests to the token endpoint are never retried, because a code or refresh token
 * works once. Build one client for the whole application, and close it at its end. It keeps a small
 * record, with the newest token pair, of each person whose credentials it has created, also after
 * {@link TokenStore#remove}.
 */
public final class OAuthClient implements AutoCloseable {
  private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(10);
  private static final Logger LOG = System.getLogger("io.github.oura4j");
  private static final int STATE_BYTES = 32;
  private static final int MAX_RESPONSE_BYTES = 1024 * 1024;

  /**
   * How long saving a token pair may take, in addition to the call that returned it: as long as it
   * is tried again, and for the last attempt.
   */
  static final Duration MAX_SAVE_TIME = StoreWait.LIMIT.plusSeconds(30);

  private final TokenEndpoint tokenEndpoint;
  private final @Nullable String redirectUri;
  private final Duration refreshMargin;
  private final SecureRandom random = new SecureRandom();
  private final UnfinishedWork unfinished;
  private final ConcurrentMap<UnsavedWork.Entry, TokenRefresher> refreshers =
      new ConcurrentHashMap<>();

  private OAuthClient(Builder builder, TokenEndpoint tokenEndpoint) {
    this.tokenEndpoint = tokenEndpoint;
    this.redirectUri = builder.redirectUri;
    this.refreshMargin = builder.refreshMargin;
    this.unfinished = new UnfinishedWork(tokenEndpoint.callTimeout().plus(MAX_SAVE_TIME));
  }

  /**
   * Returns a builder of a client for an application.
   *
   * @param clientId the application's client id
   * @param clientSecret the application's client secret
   * @return the builder
   * @throws IllegalArgumentException if one of them is blank or contains characters that are not
   *     allowed
   */
  public static Builder builder(String clientId, String clientSecret) {
    return new Builder(
        HeaderValues.check(clientId, "The client id"),
        HeaderValues.check(clientSecret, "The client secret"));
  }

  /**
   * Creates an authorization request with a new random state. Nothing is sent.
   *
   * @param scopes the scopes to request; the person may grant fewer
   * @return the URI of the consent page, and the state to keep until the callback
   * @throws IllegalArgumentException if {@code scopes} is empty
   * @throws CredentialsException if the client was built without a redirect URI
   */
  public AuthorizationRequest authorize(Collection<Scope> scopes) {
    return authorize(scopes, Map.of());
  }

  /**
   * Creates an authorization request with additional parameters, such as {@code prompt=consent},
   * which shows the consent page even if the person has granted access before. Nothing is sent.
   *
   * @param scopes the scopes to request; the person may grant fewer
   * @param parameters the values of additional query parameters by name, not encoded yet
   * @return the URI of the consent page, and the state to keep until the callback
   * @throws IllegalArgumentException if {@code scopes} is empty, or a parameter has a blank name or
   *     is one that this method sets itself, such as {@code state} or {@code redirect_uri}
   * @throws CredentialsException if the client was built without a redirect URI
   */
  public AuthorizationRequest authorize(Collection<Scope> scopes, Map<String, String> parameters) {
    Objects.requireNonNull(scopes, "scopes must not be null");
    Objects.requireNonNull(parameters, "parameters must not be null");
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("Request at least one scope, such as Scope.DAILY.");
    }
    byte[] bytes = new byte[STATE_BYTES];
    random.nextBytes(bytes);
    String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", tokenEndpoint.clientId());
    query.put("redirect_uri", redirectUri());
    query.put(
        "scope",
        ScopeList.format(
            NonNullElements.copyOf(new ArrayList<>(scopes), "scopes"), endpoints().scopePrefix()));
    query.put("state", state);
    parameters.forEach((name, value) -> addParameter(query, name, value));
    String endpoint = endpoints().authorize().toString();
    String separator = endpoint.contains("?") ? "&" : "?";
    return new AuthorizationRequest(
        URI.create(endpoint + separator + FormEncoding.encode(query)), state);
  }

  private static void addParameter(Map<String, String> query, String name, String value) {
    Objects.requireNonNull(name, "parameters must not contain a null name");
    Objects.requireNonNull(value, () -> "parameters[" + name + "] must not be null");
    if (query.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          "The parameter " + name + " of the authorization request cannot be replaced. Remove it.");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("A parameter of the authorization request has no name.");
    }
  }

  /**
   * Extracts the authorization code from the callback to the redirect URI. Nothing is sent.
   *
   * @param callback the complete URL of the callback, or its query
   * @param state the state of the {@linkplain AuthorizationRequest authorization request}
   * @return the code
   * @throws io.github.oura4j.error.ConsentDeniedException if the person denied access
   * @throws CredentialsException if the state does not match, or the callback reports another error
   *     or does not have exactly one code; start a new authorization request
   */
  public AuthorizationCode parseCallback(String callback, String state) {
    return CallbackParser.parse(callback, state, tokenEndpoint.errors());
  }

  /**
   * Exchanges an authorization code for the first token pair. The code works once, even if this
   * call fails.
   *
   * @param code the code from the callback
   * @return the token pair; save it in a {@link TokenStore} before using it
   * @throws CredentialsException if Oura rejects the code or the application
   * @throws OuraApiException if Oura returns another error status
   * @throws OuraIoException if no complete response was received
   */
  public OAuthTokens exchange(AuthorizationCode code) {
    String uri = redirectUri();
    OAuthTokens pair = untilEnd(() -> tokenEndpoint.exchange(code.code(), uri)).tokens();
    return pair.grantedScopes().isEmpty() ? pair.withScopes(code.grantedScopes()) : pair;
  }

  /**
   * Exchanges a refresh token for the next token pair. This is for programs that manage tokens
   * themselves; {@link #credentials} refreshes automatically, and coordinates threads and
   * processes.
   *
   * @param previous the current token pair, whose refresh token works once
   * @return the next token pair; save it before using it
   * @throws ReauthorizationRequiredException if the refresh token was used or revoked, or if there
   *     is none
   * @throws CredentialsException if Oura rejects the application
   * @throws OuraApiException if Oura returns another error status
   * @throws OuraIoException if no complete response was received; the refresh token may have been
   *     used
   */
  public OAuthTokens refresh(OAuthTokens previous) {
    return untilEnd(() -> tryRefresh(previous)).tokens();
  }

  /** Sends a request that {@link #close} waits for. */
  private TokenResult untilEnd(Supplier<TokenResult> request) {
    if (!unfinished.begin()) {
      throw new IllegalStateException(
          "This client is closed, or the program is ending. Create a new client.");
    }
    try {
      return request.get();
    } finally {
      unfinished.end();
    }
  }

  /**
   * Like {@link #refresh}, but returns a failure as a result that says whether the refresh token is
   * still unused.
   */
  TokenResult tryRefresh(OAuthTokens previous) {
    if (previous.refreshToken() == null) {
      return new TokenResult.Failure(
          new ReauthorizationRequiredException(
              "There is no refresh token. Send the person to the consent page again."),
          true);
    }
    TokenResult result = tokenEndpoint.refresh(previous.refreshToken());
    return result instanceof TokenResult.Pair pair
        ? new TokenResult.Pair(withScopesOf(previous, pair.tokens()))
        : result;
  }

  /**
   * Revokes the access that a person granted. A stored token pair is not removed; see {@link
   * TokenStore#remove}.
   *
   * @param tokens the person's newest token pair
   * @throws CredentialsException if Oura rejects the token or the application
   * @throws OuraApiException if Oura returns another error status
   * @throws OuraIoException if no complete response was received; revoking again is safe
   */
  public void revoke(OAuthTokens tokens) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", tokenEndpoint.clientId());
    form.put("client_secret", tokenEndpoint.clientSecret());
    URI uri = endpoints().revoke();
    if (endpoints().revokesByQueryParameter()) {
      uri =
          URI.create(uri + "?" + FormEncoding.encode(Map.of("access_token", tokens.accessToken())));
    } else {
      form.put("token", tokens.accessToken());
    }
    // For messages: unlike the request that is sent, its URI and body contain no token.
    OuraRequest loggable =
        OuraRequest.of("POST", endpoints().revoke(), tokenEndpoint.callTimeout());
    try {
      OuraResponse response =
          tokenEndpoint
              .transport()
              .send(
                  loggable
                      .withUri(uri)
                      .withHeader("Content-Type", "application/x-www-form-urlencoded")
                      .withBody(FormEncoding.encode(form).getBytes(StandardCharsets.UTF_8)));
      if (response.status() / 100 != 2) {
        throw tokenEndpoint.revocationFailed(loggable, response);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for the response to " + loggable + ".");
    } catch (IOException e) {
      throw new OuraIoException(
          ConnectionFailure.message(loggable, e, "Try again; revoking twice is safe."),
          ConnectionFailure.isUnsent(e),
          RedactedCause.of(e));
    }
  }

  /**
   * Returns credentials that use the stored tokens of a person and refresh them shortly before they
   * expire. Among all threads and processes that share the store, only one refreshes at a time, and
   * each token pair is saved before it is used.
   *
   * <p>While the access token is valid, calls use it and the refresh runs in the background: no
   * call waits for it, or fails because of it. After a failed refresh, the next one starts half a
   * minute later. A call without a valid token waits for the refresh, at most until its deadline.
   * So does a call that needs a store that cannot be reached. After Oura has issued a pair, saving
   * it is tried again for a minute.
   *
   * <p>All credentials that this client has created for the same person in equal stores share one
   * refresh, which runs on a daemon thread. Stores {@linkplain TokenStore#inFolder in the same
   * folder} are equal. Of a store that does not implement {@code equals}, use one instance. The
   * credentials need this client: {@link #close} it after their last call.
   *
   * @param store the store with the person's tokens
   * @param person the person's key in the store
   * @return the credentials. The store is not read yet: if it has no tokens for the person, the
   *     first request fails with a {@link CredentialsException}
   * @throws IllegalArgumentException if the key is invalid, see {@link TokenStore}
   */
  public Credentials credentials(TokenStore store, String person) {
    TokenLifetime lifetime = new TokenLifetime(tokenEndpoint.clock(), refreshMargin);
    return new RotatingCredentials(
        refreshers.computeIfAbsent(
            new UnsavedWork.Entry(store, PersonKey.check(person)),
            entry -> new TokenRefresher(this, unfinished, entry, lifetime)),
        lifetime);
  }

  private OAuthEndpoints endpoints() {
    return tokenEndpoint.endpoints();
  }

  private String redirectUri() {
    if (redirectUri == null) {
      throw new CredentialsException(
          "The redirect URI is missing. Set redirectUri(...) on OAuthClient.builder(), exactly as"
              + " the application registered it, including a trailing slash.");
    }
    return redirectUri;
  }

  private static OAuthTokens withScopesOf(OAuthTokens previous, OAuthTokens next) {
    return next.grantedScopes().isEmpty() ? next.withScopes(previous.grantedScopes()) : next;
  }

  /**
   * Closes the client. If a code or a refresh token has been sent, this method waits until the
   * response has arrived and the next token pair is saved, for up to 90 seconds more than the call
   * timeout, also on a thread that is interrupted: while the store cannot be reached, saving is
   * tried again for a minute. No new refresh starts. Pairs that a store failed to save before are
   * saved now, for up to 10 more seconds. Then the connections are released.
   */
  @Override
  public void close() {
    try {
      unfinished.close();
      saveUnsaved();
    } finally {
      tokenEndpoint.transport().close();
    }
  }

  /**
   * Saves what stores failed to save before. Each person has a thread, so that neither an interrupt
   * of this one nor a store that fails or is locked keeps the pairs of others from being saved.
   */
  private void saveUnsaved() {
    List<BackgroundTask<Boolean>> tasks =
        refreshers.values().stream()
            .filter(TokenRefresher::hasUnsaved)
            .map(OAuthClient::startSaving)
            .flatMap(Optional::stream)
            .toList();
    Deadline deadline = Deadline.after(SAVE_TIMEOUT, Ticker.system());
    boolean isInterrupted = false;
    for (BackgroundTask<Boolean> task : tasks) {
      isInterrupted |= awaitUninterruptibly(task, deadline);
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<BackgroundTask<Boolean>> startSaving(TokenRefresher refresher) {
    try {
      return Optional.of(BackgroundTask.start("oura4j-save", () -> isSaved(refresher)));
    } catch (RejectedExecutionException e) {
      LOG.log(
          Level.WARNING,
          () -> "When an OAuthClient was closed: a pair was not saved, " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  /** Returns whether the thread was interrupted while it waited, or before. */
  private static boolean awaitUninterruptibly(BackgroundTask<Boolean> task, Deadline deadline) {
    boolean isInterrupted = false;
    while (true) {
      try {
        if (task.await(deadline).isEmpty()) {
          LOG.log(
              Level.WARNING, "When an OAuthClient was closed: a pair could not be saved in time.");
        }
        return isInterrupted;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
  }

  private static boolean isSaved(TokenRefresher refresher) {
    try {
      refresher.saveUnsaved();
      return true;
    } catch (OuraException e) {
      LOG.log(Level.WARNING, () -> "When an OAuthClient was closed: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          () -> "When an OAuthClient was closed, its store threw " + e.getClass().getName() + ".");
    }
    return false;
  }

  /** Returns the application's client id and the server but not the secret. */
  @Override
  public String toString() {
    return "OAuthClient[" + tokenEndpoint.clientId() + ", " + endpoints().token().getHost() + "]";
  }

  /** Builds an {@link OAuthClient}. Not thread-safe. Settings must not be null. */
  public static final class Builder {
    private final String clientId;
    private final String clientSecret;
    private OAuthEndpoints endpoints = OAuthEndpoints.current();
    private OAuthErrors.Settings settings = OAuthErrors.Settings.BUILDER;
    private @Nullable String redirectUri;
    private @Nullable Transport transport;
    private Clock clock = Clock.systemUTC();
    private Duration callTimeout = Duration.ofSeconds(30);
    private Duration refreshMargin = Duration.ofMinutes(5);

    private Builder(String clientId, String clientSecret) {
      this.clientId = clientId;
      this.clientSecret = clientSecret;
    }

    /**
     * Sets the endpoints. The default is {@link OAuthEndpoints#current()}.
     *
     * @param newEndpoints the endpoints of the generation in which the application is registered
     * @return this builder
     */
    public Builder endpoints(OAuthEndpoints newEndpoints) {
      endpoints = Objects.requireNonNull(newEndpoints, "endpoints must not be null");
      return this;
    }

    /** Sets where the settings come from, for error messages that name the setting to change. */
    Builder settings(OAuthErrors.Settings newSettings) {
      settings = newSettings;
      return this;
    }

    /**
     * Sets the redirect URI, to which the consent page sends the browser. It is required for new
     * authorizations but not for refreshing tokens. A URI with the host {@code 127.0.0.1} causes a
     * warning in the log: Oura refuses it, and accepts {@code localhost}.
     *
     * @param newRedirectUri the URI exactly as the application registered it, including a trailing
     *     slash
     * @return this builder
     * @throws IllegalArgumentException if it is not an HTTP or HTTPS URI or has a fragment
     */
    public Builder redirectUri(String newRedirectUri) {
      redirectUri = RedirectUri.check(newRedirectUri);
      return this;
    }

    /**
     * Sets the transport that sends the requests. The default is a {@link JdkTransport}. The client
     * closes it when it is closed.
     *
     * @param newTransport the transport
     * @return this builder
     */
    public Builder transport(Transport newTransport) {
      transport = Objects.requireNonNull(newTransport, "transport must not be null");
      return this;
    }

    /**
     * Sets the clock for the expiration of tokens. The default is the system clock.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock must not be null");
      return this;
    }

    /**
     * Sets the timeout of each call, up to the last byte of the response. The default is 30
     * seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive or longer than a year
     */
    public Builder callTimeout(Duration timeout) {
      callTimeout = Checks.requirePositive(timeout, "callTimeout");
      return this;
    }

    /**
     * Sets how long before its expiration an access token is refreshed. The default is five
     * minutes. It is limited to a quarter of the token's lifetime.
     *
     * @param margin zero or a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder refreshMargin(Duration margin) {
      Objects.requireNonNull(margin, "refreshMargin must not be null");
      if (margin.isNegative()) {
        throw new IllegalArgumentException(
            "refreshMargin must not be negative, but is " + margin + ".");
      }
      refreshMargin = margin;
      return this;
    }

    /**
     * Builds the client. Nothing is sent.
     *
     * @return the client
     */
    public OAuthClient build() {
      Transport sender =
          transport != null
              ? transport
              : new JdkTransport(Duration.ofSeconds(10), callTimeout, MAX_RESPONSE_BYTES);
      return new OAuthClient(
          this,
          new TokenEndpoint(
              new OAuthErrors(endpoints, settings),
              clientId,
              clientSecret,
              new LoggingTransport(sender),
              clock,
              callTimeout));
    }
  }
}
