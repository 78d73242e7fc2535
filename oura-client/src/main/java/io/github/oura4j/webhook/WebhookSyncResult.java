// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.model.WebhookSubscription;
import java.util.List;

/**
 * The result of a synchronization of webhook subscriptions: which subscriptions were created,
 * updated, renewed or deleted to match a {@link WebhookSubscriptionPlan}.
 *
 * <p>A subscription that was both updated and renewed is in both lists, with its state after each
 * step.
 *
 * @param created the subscriptions that were missing
 * @param updated the subscriptions whose callback URL was changed
 * @param renewed the subscriptions that would have expired soon
 * @param deleted the subscriptions that were deleted because their topic is not in the plan
 * @param unchanged the subscriptions that already matched the plan
 */
public record WebhookSyncResult(
    List<WebhookSubscription> created,
    List<WebhookSubscription> updated,
    List<WebhookSubscription> renewed,
    List<WebhookSubscription> deleted,
    List<WebhookSubscription> unchanged) {

  /**
   * Creates a result with copies of the lists.
   *
   * @param created the subscriptions that were missing
   * @param updated the subscriptions whose callback URL was changed
   * @param renewed the subscriptions that would have expired soon
   * @param deleted the subscriptions that were deleted
   * @param unchanged the subscriptions that already matched the plan
   */
  public WebhookSyncResult {
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    renewed = List.copyOf(renewed);
    deleted = List.copyOf(deleted);
    unchanged = List.copyOf(unchanged);
  }

  /**
   * Returns whether any subscription was changed.
   *
   * @return true if a subscription was created, updated, renewed or deleted; false if all of them
   *     already matched the plan
   */
  public boolean changedAnything() {
    return !(created.isEmpty() && updated.isEmpty() && renewed.isEmpty() && deleted.isEmpty());
  }

  /** Returns the number of subscriptions in each list. */
  @Override
  public String toString() {
    return "%d created, %d updated, %d renewed, %d deleted, %d unchanged"
        .formatted(
            created.size(), updated.size(), renewed.size(), deleted.size(), unchanged.size());
  }
}
