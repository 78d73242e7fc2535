// SPDX-License-Identifier: Apache-2.0
/** Connections and transactions, which the packages of this module share and users do not see. */
@NullMarked
package io.github.oura4j.jdbc.internal;

import org.jspecify.annotations.NullMarked;
