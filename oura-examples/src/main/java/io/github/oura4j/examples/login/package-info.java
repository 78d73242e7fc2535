// SPDX-License-Identifier: Apache-2.0
/** The browser of a login, and the server on this machine that it is redirected to. */
@NullMarked
package io.github.oura4j.examples.login;

import org.jspecify.annotations.NullMarked;
