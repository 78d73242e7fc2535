// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.Webhooks;
import io.github.oura4j.api.WebhookApi;
import io.github.oura4j.internal.util.DocumentId;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import java.util.List;
import java.util.Objects;

/**
 * Webhook subscriptions that are managed through Oura's API.
 *
 * @param api the generated API, which must add the credentials of the application
 */
record RemoteWebhooks(WebhookApi api) implements Webhooks {

  @Override
  public List<WebhookSubscription> list() {
    return api.listWebhookSubscriptions();
  }

  @Override
  public WebhookSubscription create(NewWebhookSubscription subscription) {
    Objects.requireNonNull(subscription, "subscription must not be null");
    return api.createWebhookSubscription(subscription);
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
