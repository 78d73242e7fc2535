// SPDX-License-Identifier: Apache-2.0
/**
 * Rate limiting: how many requests an application and each of its people may send in a window of
 * time. Permits are counted in this process, or in a store that several processes share.
 */
@NullMarked
package io.github.oura4j.limit;

import org.jspecify.annotations.NullMarked;
