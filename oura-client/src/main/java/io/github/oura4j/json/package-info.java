// SPDX-License-Identifier: Apache-2.0
/** Documents as JSON text and back, with nothing lost on the way. */
@NullMarked
package io.github.oura4j.json;

import org.jspecify.annotations.NullMarked;
