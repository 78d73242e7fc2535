// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;

/** Finds the route of a request. */
final class Answers {
  private static final List<String> USER_COLLECTION = List.of("v2", "usercollection");
  private static final List<String> SANDBOX = List.of("v2", "sandbox", "usercollection");
  private static final List<String> WEBHOOK = List.of("v2", "webhook", "subscription");

  private final UserCollection userCollection;
  private final WebhookSubscriptions webhooks;
  private final OAuthRoutes oauth;

  Answers(UserCollection userCollection, WebhookSubscriptions webhooks, OAuthRoutes oauth) {
    this.userCollection = userCollection;
    this.webhooks = webhooks;
    this.oauth = oauth;
  }

  Answer to(Asked asked) {
    try {
      return route(asked);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }

  private Answer route(Asked asked) {
    if (isBelow(asked, WEBHOOK)) {
      return webhooks.answer(asked, below(asked, WEBHOOK));
    }
    if (isBelow(asked, SANDBOX)) {
      return collection(asked, below(asked, SANDBOX), true);
    }
    if (isBelow(asked, USER_COLLECTION)) {
      return collection(asked, below(asked, USER_COLLECTION), false);
    }
    return oauth.answer(asked, "/" + String.join("/", asked.path()));
  }

  private Answer collection(Asked asked, List<String> rest, boolean sandbox) {
    if (rest.isEmpty() || rest.size() > 2) {
      throw Refusal.noSuchPath();
    }
    return userCollection.answer(asked, rest, sandbox);
  }

  private static boolean isBelow(Asked asked, List<String> root) {
    return asked.path().size() >= root.size() && asked.path().subList(0, root.size()).equals(root);
  }

  private static List<String> below(Asked asked, List<String> root) {
    return asked.path().subList(root.size(), asked.path().size());
  }
}
