// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps retired elements in our description: elements that an earlier export contained and newer
 * exports no longer do.
 *
 * <p>Programs of users refer to them, and Oura has brought elements back before. They stay, marked
 * as deprecated, until a maintainer deletes their entry from {@code overlay/withdrawn.yaml}.
 */
@NullMarked
package io.github.oura4j.openapi.withdrawn;

import org.jspecify.annotations.NullMarked;
