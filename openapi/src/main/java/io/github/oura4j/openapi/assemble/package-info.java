// SPDX-License-Identifier: Apache-2.0
/** Assembles our description from an export: runs the other stages in their order. */
@NullMarked
package io.github.oura4j.openapi.assemble;

import org.jspecify.annotations.NullMarked;
