// SPDX-License-Identifier: Apache-2.0
/**
 * Webhooks: which subscriptions a program wants, and the receiving of events in any server. Nothing
 * in it asks Oura; begin at {@link io.github.oura4j.webhook.WebhookReceiver} or {@link
 * io.github.oura4j.webhook.WebhookSubscriptionPlan}.
 */
@NullMarked
package io.github.oura4j.webhook;

import org.jspecify.annotations.NullMarked;
