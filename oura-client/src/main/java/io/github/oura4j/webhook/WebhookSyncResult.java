// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.model.WebhookSubscription;
import java.util.List;

/**
 * What was done to have the wanted subscriptions. One that was moved and renewed stands in both
 * lists, as it was after each.
 *
 * @param created those that were missing
 * @param updated those that had another callback
 * @param renewed those that would have ended soon
 * @param deleted those that were not wanted
 * @param unchanged those that were as wanted
 */
public record WebhookSyncResult(
    List<WebhookSubscription> created,
    List<WebhookSubscription> updated,
    List<WebhookSubscription> renewed,
    List<WebhookSubscription> deleted,
    List<WebhookSubscription> unchanged) {

  /**
   * Copies the lists.
   *
   * @param created those that were missing
   * @param updated those that had another callback
   * @param renewed those that would have ended soon
   * @param deleted those that were not wanted
   * @param unchanged those that were as wanted
   */
  public WebhookSyncResult {
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    renewed = List.copyOf(renewed);
    deleted = List.copyOf(deleted);
    unchanged = List.copyOf(unchanged);
  }

  /**
   * Tells whether anything was done.
   *
   * @return false when all was as wanted
   */
  public boolean changedAnything() {
    return !(created.isEmpty() && updated.isEmpty() && renewed.isEmpty() && deleted.isEmpty());
  }

  /** Names the number of each. */
  @Override
  public String toString() {
    return "%d created, %d updated, %d renewed, %d deleted, %d unchanged"
        .formatted(
            created.size(), updated.size(), renewed.size(), deleted.size(), unchanged.size());
  }
}
