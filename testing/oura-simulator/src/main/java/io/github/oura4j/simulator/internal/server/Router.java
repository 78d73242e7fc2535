// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import io.github.oura4j.simulator.internal.collection.UserCollectionRoutes;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.SimulatedRequest;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;
import io.github.oura4j.simulator.internal.oauth.OAuthRoutes;
import io.github.oura4j.simulator.internal.page.StatusPages;
import io.github.oura4j.simulator.internal.webhook.WebhookRoutes;
import java.util.List;
import java.util.Optional;

/** Dispatches each request to the routes that its path belongs to. */
public final class Router {
  private static final List<String> USER_COLLECTION = List.of("v2", "usercollection");
  private static final List<String> SANDBOX = List.of("v2", "sandbox", "usercollection");
  private static final List<String> WEBHOOK = List.of("v2", "webhook", "subscription");

  private final UserCollectionRoutes userCollection;
  private final WebhookRoutes webhooks;
  private final OAuthRoutes oauth;
  private final AcceptedHosts hosts;
  private final Optional<StatusPages> pages;

  /**
   * Creates a router.
   *
   * @param pages the pages for browsers; empty if the simulator has none
   */
  public Router(
      UserCollectionRoutes userCollection,
      WebhookRoutes webhooks,
      OAuthRoutes oauth,
      AcceptedHosts hosts,
      Optional<StatusPages> pages) {
    this.userCollection = userCollection;
    this.webhooks = webhooks;
    this.oauth = oauth;
    this.hosts = hosts;
    this.pages = pages;
  }

  /** Returns whether a request is one for a page, and not one to the API. */
  boolean isForPage(SimulatedRequest request) {
    return pages.filter(all -> all.has(request.path())).isPresent();
  }

  SimulatedResponse respondTo(SimulatedRequest request) {
    try {
      return route(request);
    } catch (ErrorResponse error) {
      return error.response();
    }
  }

  private SimulatedResponse route(SimulatedRequest request) {
    if (!request.header("Host").map(hosts::contains).orElse(false)) {
      throw ErrorResponse.unknownHost();
    }
    if (pages.isPresent() && isForPage(request)) {
      return pages.get().respondTo(request);
    }
    if (startsWith(request, WEBHOOK)) {
      return webhooks.respondTo(request, remainder(request, WEBHOOK));
    }
    if (startsWith(request, SANDBOX)) {
      return userCollection.respondTo(request, remainder(request, SANDBOX), true);
    }
    if (startsWith(request, USER_COLLECTION)) {
      return userCollection.respondTo(request, remainder(request, USER_COLLECTION), false);
    }
    return oauth.respondTo(request, request.decodedPath());
  }

  private static boolean startsWith(SimulatedRequest request, List<String> prefix) {
    return request.path().size() >= prefix.size()
        && request.path().subList(0, prefix.size()).equals(prefix);
  }

  private static List<String> remainder(SimulatedRequest request, List<String> prefix) {
    return request.path().subList(prefix.size(), request.path().size());
  }
}
