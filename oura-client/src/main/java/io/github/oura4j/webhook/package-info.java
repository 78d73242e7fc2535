// SPDX-License-Identifier: Apache-2.0
/**
 * Webhooks: receiving events in any web server, and describing the subscriptions that an
 * application needs. Nothing here sends a request. Start with {@link
 * io.github.oura4j.webhook.WebhookReceiver} or {@link
 * io.github.oura4j.webhook.WebhookSubscriptionPlan}.
 */
@NullMarked
package io.github.oura4j.webhook;

import org.jspecify.annotations.NullMarked;
