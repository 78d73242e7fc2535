// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP statuses of the attempts to deliver one event, and what they mean.
 *
 * @param statuses one status per attempt, 0 if no response arrived in time
 */
public record DeliveryStatuses(List<Integer> statuses) {
  static final DeliveryStatuses NONE = new DeliveryStatuses(List.of());

  private static final int GONE = 410;

  /** Returns whether the callback accepted the event at the last attempt. */
  public boolean isAccepted() {
    return !statuses.isEmpty() && last() / 100 == 2;
  }

  /** Returns whether the callback canceled its subscription at the last attempt. */
  public boolean isCanceled() {
    return !statuses.isEmpty() && last() == GONE;
  }

  /** Returns how often the callback accepted the event. */
  long acceptances() {
    return statuses.stream().filter(status -> status / 100 == 2).count();
  }

  int attempts() {
    return statuses.size();
  }

  DeliveryStatuses plus(int status) {
    List<Integer> all = new ArrayList<>(statuses);
    all.add(status);
    return new DeliveryStatuses(List.copyOf(all));
  }

  private int last() {
    return statuses.get(statuses.size() - 1);
  }
}
