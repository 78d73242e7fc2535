// SPDX-License-Identifier: Apache-2.0
/** HTTP details that the client and the credentials share: logging, header values, retry times. */
@NullMarked
package io.github.oura4j.internal.http;

import org.jspecify.annotations.NullMarked;
