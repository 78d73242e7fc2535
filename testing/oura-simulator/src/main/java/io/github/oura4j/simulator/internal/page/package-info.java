// SPDX-License-Identifier: Apache-2.0

/**
 * HTML pages about a running simulator: what it serves, its people and recent requests, and the
 * data as a browser can show it. They are outside of the paths of Oura's API.
 */
@org.jspecify.annotations.NullMarked
package io.github.oura4j.simulator.internal.page;
