// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.webhook.CallbackUrl;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncResult;
import java.net.URI;
import java.util.List;

/**
 * The webhook subscriptions of the application. They are asked for with the application's id and
 * secret, not with a person's token: see {@link OuraClient.Builder#application}.
 *
 * <p>All methods throw an {@link io.github.oura4j.error.OuraException} when Oura cannot be asked or
 * refuses; an id that is no subscription of this application is a {@link
 * io.github.oura4j.error.PermissionException}, as Oura has it.
 */
public interface Webhooks {
  /**
   * Lists the subscriptions of the application.
   *
   * @return all of them
   */
  List<WebhookSubscription> list();

  /**
   * Makes a subscription. Oura asks the callback for a challenge before it answers.
   *
   * @param subscription what to subscribe to, and where events go
   * @return the subscription, with its id and the time it ends
   * @throws io.github.oura4j.error.ConflictException if there is one for this event and data type
   */
  WebhookSubscription create(NewWebhookSubscription subscription);

  /**
   * Fetches a subscription.
   *
   * @param id its id
   * @return the subscription
   */
  WebhookSubscription get(String id);

  /**
   * Changes a subscription. What the update leaves null stays as it is.
   *
   * @param id its id
   * @param update what changes
   * @return the subscription as it is now
   */
  WebhookSubscription update(String id, WebhookSubscriptionUpdate update);

  /**
   * Renews a subscription, so that it ends later.
   *
   * @param id its id
   * @return the subscription, with the new time it ends
   */
  WebhookSubscription renew(String id);

  /**
   * Ends a subscription.
   *
   * @param id its id
   */
  void delete(String id);

  /**
   * Brings the subscriptions to what is wanted: creates those that are missing, moves those that
   * have another callback, renews those that end soon, and deletes the others if that is wanted.
   * When all is as wanted, it asks for the list and does nothing more, so that it can be called
   * daily. A subscription that somebody else makes or ends meanwhile is no error.
   *
   * @param callback where events go: HTTPS, or HTTP on this machine. It has to answer Oura's
   *     challenge by then: see {@link io.github.oura4j.webhook.WebhookReceiver#respondToChallenge}
   * @param wanted what to be told about
   * @return what was done
   * @throws io.github.oura4j.webhook.WebhookSyncException if only a part could be done
   * @throws IllegalArgumentException if the callback is no such address, or nothing is wanted and
   *     nothing is to be deleted
   */
  default WebhookSyncResult ensure(URI callback, WebhookSubscriptionPlan wanted) {
    String address = CallbackUrl.check(callback);
    if (wanted.topics().isEmpty() && !wanted.deletesOthers()) {
      throw new IllegalArgumentException(
          "No subscription is wanted. Name some by on(...), or say deleteOthers() to end all.");
    }
    return new WebhookSync(this, address, wanted).run();
  }
}
