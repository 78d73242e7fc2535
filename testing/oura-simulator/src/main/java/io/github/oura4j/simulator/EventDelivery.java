// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;

/**
 * What became of an event.
 *
 * @param statuses what the callback answered to each attempt, 0 for no answer in time; empty when
 *     no subscription asked for the event, or its callback is not on this machine
 */
public record EventDelivery(List<Integer> statuses) {
  private static final int GONE = 410;

  /**
   * Copies the list.
   *
   * @param statuses what the callback answered
   */
  public EventDelivery {
    statuses = List.copyOf(statuses);
  }

  /**
   * Tells whether the callback took the event.
   *
   * @return whether the last attempt was answered with a success
   */
  public boolean isAccepted() {
    return !statuses.isEmpty() && last() / 100 == 2;
  }

  /**
   * Tells whether the callback ended the subscription.
   *
   * @return whether the last attempt was answered with 410
   */
  public boolean isCanceled() {
    return !statuses.isEmpty() && last() == GONE;
  }

  private int last() {
    return statuses.get(statuses.size() - 1);
  }
}
