// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.simulator.internal.webhook.DeliveryStatuses;
import java.util.List;

/**
 * The outcome of delivering a webhook event.
 *
 * @param statuses the HTTP status of the callback's response to each attempt, 0 if no response
 *     arrived in time; empty if no subscription matched the event, or its callback URL is not on
 *     this machine
 */
public record EventDelivery(List<Integer> statuses) {
  /**
   * Creates a delivery with an unmodifiable copy of the list.
   *
   * @param statuses the HTTP status of each attempt
   */
  public EventDelivery {
    statuses = List.copyOf(statuses);
  }

  /**
   * Returns whether the callback accepted the event.
   *
   * @return true if the response to the last attempt had a 2xx status
   */
  public boolean isAccepted() {
    return new DeliveryStatuses(statuses).isAccepted();
  }

  /**
   * Returns whether the callback canceled the subscription.
   *
   * @return true if the response to the last attempt had the status 410
   */
  public boolean isCanceled() {
    return new DeliveryStatuses(statuses).isCanceled();
  }
}
