// SPDX-License-Identifier: Apache-2.0

/** Manages webhook subscriptions and delivers signed events to their callback URLs. */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.webhook;
