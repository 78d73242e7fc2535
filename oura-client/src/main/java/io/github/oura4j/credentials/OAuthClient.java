// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.HeaderValues;
import io.github.oura4j.internal.http.LoggingTransport;
import io.github.oura4j.internal.util.Checks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An application's side of Oura's OAuth2: sends a person to the consent page, turns what comes back
 * into tokens, and keeps them fresh.
 *
 * <pre>{@code
 * AuthorizationRequest question = oauth.authorize(Set.of(Scope.DAILY, Scope.HEARTRATE));
 * // send the person to question.address(); the browser comes back to the redirect address
 * OAuthTokens tokens = oauth.exchange(oauth.parseCallback(callback, question.state()));
 * store.keep(person, tokens);
 * OuraClient client = oura.withCredentials(oauth.credentials(store, person));
 * }</pre>
 *
 * <p>Immutable and safe across threads. Closing it releases its connections.
 */
public final class OAuthClient implements AutoCloseable {
  private static final int STATE_BYTES = 32;
  private static final int LARGEST_ANSWER = 1024 * 1024;

  private final TokenEndpoint tokenEndpoint;
  private final @Nullable String redirectUri;
  private final Duration refreshMargin;
  private final SecureRandom random = new SecureRandom();

  private OAuthClient(Builder builder, TokenEndpoint tokenEndpoint) {
    this.tokenEndpoint = tokenEndpoint;
    this.redirectUri = builder.redirectUri;
    this.refreshMargin = builder.refreshMargin;
  }

  /**
   * Begins a client for an application.
   *
   * @param clientId the application's id
   * @param clientSecret the application's secret
   * @return a builder
   * @throws IllegalArgumentException if one of them is blank or holds characters that none has
   */
  public static Builder builder(String clientId, String clientSecret) {
    return new Builder(
        HeaderValues.check(clientId, "The client id"),
        HeaderValues.check(clientSecret, "The client secret"));
  }

  /**
   * Makes a question to a person: a new address at each call. Nothing is sent.
   *
   * @param scopes what to ask for; the person may grant less
   * @return where to send the person, and the state to keep until the callback
   * @throws IllegalArgumentException if no scope is given
   * @throws CredentialsException if the client has no redirect address
   */
  public AuthorizationRequest authorize(Collection<Scope> scopes) {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("Ask for one scope at least, such as Scope.DAILY.");
    }
    byte[] bytes = new byte[STATE_BYTES];
    random.nextBytes(bytes);
    String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", tokenEndpoint.clientId());
    query.put("redirect_uri", redirectUri());
    query.put("scope", ScopeList.write(scopes, endpoints().scopePrefix()));
    query.put("state", state);
    String page = endpoints().authorize().toString();
    return new AuthorizationRequest(
        URI.create(page + (page.contains("?") ? "&" : "?") + Form.encode(query)), state);
  }

  /**
   * Reads what Oura's consent page sent back. Nothing is sent.
   *
   * @param callback the address that the browser ended at, or what stands behind its question mark
   * @param state the state of the question
   * @return the code
   * @throws io.github.oura4j.error.ConsentDeniedException if the person did not agree
   * @throws CredentialsException if the callback has no code or more than one, or does not answer
   *     that question
   */
  public AuthorizationCode parseCallback(String callback, String state) {
    return Callback.code(callback, state, endpoints());
  }

  /**
   * Exchanges a code for the first pair. The code works once, whatever comes of this.
   *
   * @param code the code
   * @return the pair; store it before it is used
   * @throws CredentialsException if Oura does not accept the code or the application
   * @throws OuraIoException if no whole answer came
   */
  public OAuthTokens exchange(AuthorizationCode code) {
    OAuthTokens pair = tokenEndpoint.exchange(code.code(), redirectUri()).tokens();
    return pair.grantedScopes().isEmpty() ? pair.withScopes(code.grantedScopes()) : pair;
  }

  /**
   * Exchanges a pair for its successor. For programs that keep tokens in a way of their own: {@link
   * #credentials} does this in time, and once among all threads and processes.
   *
   * @param former the pair, whose refresh token works once
   * @return the next pair; store it before it is used
   * @throws io.github.oura4j.error.ReauthorizationRequiredException if the refresh token is spent
   * @throws CredentialsException if Oura does not accept the application
   * @throws OuraIoException if no whole answer came
   */
  public OAuthTokens refresh(OAuthTokens former) {
    return withScopesOf(former, tryRefresh(former).tokens());
  }

  /** As {@link #refresh}, and tells of a failure what it means for the refresh token. */
  TokenResult tryRefresh(OAuthTokens former) {
    TokenResult answer = tokenEndpoint.refresh(former.refreshToken());
    return answer instanceof TokenResult.Pair pair
        ? new TokenResult.Pair(withScopesOf(former, pair.tokens()))
        : answer;
  }

  /**
   * Revokes the access that a person gave. What is stored is not removed.
   *
   * @param tokens the person's newest pair
   * @throws OuraApiException if Oura refuses
   * @throws OuraIoException if no whole answer came
   */
  public void revoke(OAuthTokens tokens) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", tokenEndpoint.clientId());
    form.put("client_secret", tokenEndpoint.clientSecret());
    URI address = endpoints().revoke();
    if (endpoints().revokesByQueryParameter()) {
      address =
          URI.create(address + "?" + Form.encode(Map.of("access_token", tokens.accessToken())));
    } else {
      form.put("token", tokens.accessToken());
    }
    OuraRequest named = OuraRequest.of("POST", endpoints().revoke(), tokenEndpoint.callTimeout());
    try {
      OuraResponse response =
          tokenEndpoint
              .transport()
              .send(
                  named
                      .withUri(address)
                      .withHeader("Content-Type", "application/x-www-form-urlencoded")
                      .withBody(Form.encode(form).getBytes(StandardCharsets.UTF_8)));
      if (response.status() / 100 != 2) {
        throw OuraApiException.of(named, response, List.of());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OuraInterruptedException(
          "The thread was interrupted while it waited for the answer to " + named + ".");
    } catch (IOException e) {
      throw new OuraIoException(
          named + " failed: " + e.getMessage() + ". It does no harm to try again.");
    }
  }

  /**
   * Returns the credentials of a person whose tokens are stored. They are refreshed in time, once
   * among all threads and all processes that share the store, and the next pair is stored before it
   * is used.
   *
   * @param store where the tokens are
   * @param person the person's key
   * @return the credentials; whether something is stored shows when they are asked
   */
  public Credentials credentials(TokenStore store, String person) {
    return new RotatingCredentials(
        this, store, PersonKey.check(person), tokenEndpoint.clock(), refreshMargin);
  }

  private OAuthEndpoints endpoints() {
    return tokenEndpoint.endpoints();
  }

  private String redirectUri() {
    if (redirectUri == null) {
      throw new CredentialsException(
          "There is no redirect address. Give redirectUri(...) to OAuthClient.builder(), as the"
              + " application registered it, to the trailing slash.");
    }
    return redirectUri;
  }

  private static OAuthTokens withScopesOf(OAuthTokens former, OAuthTokens next) {
    return next.grantedScopes().isEmpty() ? next.withScopes(former.grantedScopes()) : next;
  }

  /** Releases the connections. */
  @Override
  public void close() {
    tokenEndpoint.transport().close();
  }

  /** Names the application, and not its secret. */
  @Override
  public String toString() {
    return "OAuthClient[" + tokenEndpoint.clientId() + ", " + endpoints().token().getHost() + "]";
  }

  /** Builds an {@link OAuthClient}. Not safe across threads. No setting can be null. */
  public static final class Builder {
    private final String clientId;
    private final String clientSecret;
    private OAuthEndpoints endpoints = OAuthEndpoints.current();
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
     * Sets the addresses. The default is {@link OAuthEndpoints#current()}.
     *
     * @param newEndpoints the addresses of the application's generation
     * @return this builder
     */
    public Builder endpoints(OAuthEndpoints newEndpoints) {
      endpoints = Objects.requireNonNull(newEndpoints, "endpoints must not be null");
      return this;
    }

    /**
     * Sets where the browser comes back to. Needed for new agreements, not for refreshing.
     *
     * @param address the address as the application registered it, to the trailing slash
     * @return this builder
     * @throws IllegalArgumentException if it is no HTTP or HTTPS address, or has a fragment
     */
    public Builder redirectUri(String address) {
      redirectUri = RedirectUri.check(address);
      return this;
    }

    /**
     * Sets the transport, in place of a {@link JdkTransport}. It is closed with the client.
     *
     * @param newTransport the transport
     * @return this builder
     */
    public Builder transport(Transport newTransport) {
      transport = Objects.requireNonNull(newTransport, "transport must not be null");
      return this;
    }

    /**
     * Sets the clock that expiry is counted by. The default is the system's.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock must not be null");
      return this;
    }

    /**
     * Sets how long a call may take to its last byte. The default is 30 seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or longer than a year
     */
    public Builder callTimeout(Duration timeout) {
      callTimeout = Checks.check(timeout, "callTimeout");
      return this;
    }

    /**
     * Sets how long before its end an access token is refreshed. The default is five minutes; for
     * tokens that live shortly it is a quarter of their life at most.
     *
     * @param margin zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder refreshMargin(Duration margin) {
      Objects.requireNonNull(margin, "refreshMargin must not be null");
      if (margin.isNegative()) {
        throw new IllegalArgumentException(
            "refreshMargin must not be negative, and is " + margin + ".");
      }
      refreshMargin = margin;
      return this;
    }

    /**
     * Builds the client. Nothing is sent yet.
     *
     * @return the client
     */
    public OAuthClient build() {
      Transport wire =
          transport != null
              ? transport
              : new JdkTransport(Duration.ofSeconds(10), callTimeout, LARGEST_ANSWER);
      return new OAuthClient(
          this,
          new TokenEndpoint(
              endpoints, clientId, clientSecret, new LoggingTransport(wire), clock, callTimeout));
    }
  }
}
