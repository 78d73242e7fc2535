// SPDX-License-Identifier: Apache-2.0
/** Pagination: follows next tokens from page to page. */
@NullMarked
package io.github.oura4j.internal.paging;

import org.jspecify.annotations.NullMarked;
