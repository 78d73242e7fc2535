// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP requests and responses, and the {@link io.github.oura4j.http.Transport} that sends them,
 * which applications can replace.
 */
@NullMarked
package io.github.oura4j.http;

import org.jspecify.annotations.NullMarked;
