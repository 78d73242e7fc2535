// SPDX-License-Identifier: Apache-2.0
/**
 * What many processes share in PostgreSQL 15 or newer. {@link
 * io.github.oura4j.jdbc.OuraSchema#apply} creates the tables.
 */
@NullMarked
package io.github.oura4j.jdbc;

import org.jspecify.annotations.NullMarked;
