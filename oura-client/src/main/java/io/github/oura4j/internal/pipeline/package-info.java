// SPDX-License-Identifier: Apache-2.0
/**
 * The transports between the client and HTTP, each of which decorates the next: authentication,
 * retries and rate limiting.
 */
@NullMarked
package io.github.oura4j.internal.pipeline;

import org.jspecify.annotations.NullMarked;
