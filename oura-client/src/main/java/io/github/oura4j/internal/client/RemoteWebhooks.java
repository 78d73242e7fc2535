// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.Webhooks;
import io.github.oura4j.api.WebhookApi;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Webhook subscriptions that are managed through Oura's API.
 *
 * @param api the generated API, which must add the credentials of the application
 */
record RemoteWebhooks(WebhookApi api) implements Webhooks {
  private static final int GATEWAY_TIMEOUT = 504;

  @Override
  public List<WebhookSubscription> list() {
    return api.listWebhookSubscriptions();
  }

  @Override
  public WebhookSubscription create(NewWebhookSubscription subscription) {
    Objects.requireNonNull(subscription, "subscription must not be null");
    try {
      return api.createWebhookSubscription(subscription);
    } catch (ServerException | OuraIoException failure) {
      return listedDespite(
          failure,
          listed ->
              Objects.equals(listed.callbackUrl(), subscription.callbackUrl())
                  && Objects.equals(listed.eventType(), subscription.eventType())
                  && Objects.equals(listed.dataType(), subscription.dataType()));
    }
  }

  @Override
  public WebhookSubscription get(String id) {
    return api.getWebhookSubscription(DocumentId.check(id));
  }

  @Override
  public WebhookSubscription update(String id, WebhookSubscriptionUpdate update) {
    Objects.requireNonNull(update, "update must not be null");
    return api.updateWebhookSubscription(DocumentId.check(id), update);
  }

  /**
   * Returns the subscription that a failed request was to create, if it is listed: a gateway, or
   * the timeout, can end the request while Oura completes it.
   *
   * @throws OuraException the failure, if there is no such subscription
   */
  private WebhookSubscription listedDespite(
      OuraException failure, Predicate<WebhookSubscription> isResult) {
    if (!mayHaveSucceeded(failure)) {
      throw failure;
    }
    List<WebhookSubscription> subscriptions;
    try {
      subscriptions = list();
    } catch (OuraException notListed) {
      // The first failure says more.
      throw failure;
    }
    return subscriptions.stream().filter(isResult).findFirst().orElseThrow(() -> failure);
  }

  private static boolean mayHaveSucceeded(OuraException failure) {
    return failure instanceof ServerException response
        ? response.status() == GATEWAY_TIMEOUT
        : failure instanceof OuraIoException io && !io.isUnsent();
  }

  @Override
  public WebhookSubscription renew(String id) {
    return api.renewWebhookSubscription(DocumentId.check(id));
  }

  @Override
  public void delete(String id) {
    api.deleteWebhookSubscription(DocumentId.check(id));
  }

  /** Returns the name of the class, but no credentials. */
  @Override
  public String toString() {
    return "RemoteWebhooks";
  }
}
