// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.internal.http.CallbackUrl;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncResult;
import java.net.URI;
import java.util.List;

/**
 * Manages the webhook subscriptions of an application: creates, lists, updates, renews and deletes
 * them, or synchronizes all of them with {@link #ensure}.
 *
 * <p>Requests are authenticated with the id and secret of the application, not with the access
 * token of a person: see {@link OuraClient.Builder#application}.
 *
 * <p>All methods throw an {@link io.github.oura4j.error.OuraException} when a request fails or Oura
 * rejects it. For the id of a subscription that does not exist or belongs to another application,
 * Oura responds with status 403, which is a {@link io.github.oura4j.error.PermissionException}.
 * Safe for use by multiple threads.
 */
public interface Webhooks {
  /**
   * Lists the subscriptions of the application.
   *
   * @return all subscriptions
   */
  List<WebhookSubscription> list();

  /**
   * Creates a subscription. Before Oura responds, it verifies the callback URL by sending it a
   * challenge, so the callback must be running. This can take minutes: see {@link
   * OuraClient.Builder#subscriptionTimeout}. If a gateway or the timeout ends the request, this
   * method looks for the subscription in the list, because Oura may have created it nevertheless.
   *
   * @param subscription the event type and data type to subscribe to, and the callback URL
   * @return the subscription, with its id and expiration time
   * @throws io.github.oura4j.error.ConflictException if the application already has a subscription
   *     for this event type and data type
   */
  WebhookSubscription create(NewWebhookSubscription subscription);

  /**
   * Fetches one subscription.
   *
   * @param id the id of the subscription
   * @return the subscription
   */
  WebhookSubscription get(String id);

  /**
   * Updates a subscription. Properties that are null in the update keep their values.
   *
   * @param id the id of the subscription
   * @param update the properties to change
   * @return the updated subscription
   */
  WebhookSubscription update(String id, WebhookSubscriptionUpdate update);

  /**
   * Renews a subscription, which extends its expiration time.
   *
   * @param id the id of the subscription
   * @return the subscription with its new expiration time
   */
  WebhookSubscription renew(String id);

  /**
   * Deletes a subscription.
   *
   * @param id the id of the subscription
   */
  void delete(String id);

  /**
   * Synchronizes the subscriptions of the application with a plan: creates missing subscriptions,
   * updates those with another callback URL, renews those that expire soon, and, if the plan says
   * so, deletes all others.
   *
   * <p>This method is idempotent: if nothing has to change, it only lists the subscriptions, so
   * that a program can call it on every start and once a day. It tolerates other processes that
   * create or delete the same subscriptions at the same time. If one change fails, the others are
   * still attempted, unless they would fail for the same reason.
   *
   * @param callback the callback URL that events are sent to: an HTTPS URL, or an HTTP URL of this
   *     machine. It must already respond to Oura's challenge: see {@link
   *     io.github.oura4j.webhook.WebhookReceiver#respondToChallenge}
   * @param plan the desired subscriptions
   * @return the changes that were made
   * @throws io.github.oura4j.webhook.WebhookSyncException if only some of the changes could be made
   * @throws IllegalArgumentException if the callback URL is not valid, or the plan has no topics
   *     and does not delete other subscriptions
   */
  default WebhookSyncResult ensure(URI callback, WebhookSubscriptionPlan plan) {
    String callbackUrl = CallbackUrl.check(callback);
    if (plan.topics().isEmpty() && !plan.deletesOthers()) {
      throw new IllegalArgumentException(
          "The plan has no subscriptions. Add some with on(...), or call deleteOthers() to delete"
              + " all subscriptions of the application.");
    }
    return new WebhookSync(this, callbackUrl, plan).run();
  }
}
