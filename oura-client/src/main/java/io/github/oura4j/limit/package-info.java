// SPDX-License-Identifier: Apache-2.0
/**
 * How many requests may be sent: the allowance of an application and of each of its people, in this
 * process or in a store of one's own.
 */
@NullMarked
package io.github.oura4j.limit;

import org.jspecify.annotations.NullMarked;
