// SPDX-License-Identifier: Apache-2.0
/**
 * A server for the Model Context Protocol, with which an assistant reads a person's Oura data: one
 * tool per class, and results that are sized for the context of a language model.
 */
@NullMarked
package io.github.oura4j.mcp;

import org.jspecify.annotations.NullMarked;
