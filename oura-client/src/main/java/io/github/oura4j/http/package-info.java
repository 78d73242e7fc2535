// SPDX-License-Identifier: Apache-2.0
/**
 * The way to the wire: one request, one answer, and the transport between them that users can
 * replace.
 */
@NullMarked
package io.github.oura4j.http;

import org.jspecify.annotations.NullMarked;
