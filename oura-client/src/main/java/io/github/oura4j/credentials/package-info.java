// SPDX-License-Identifier: Apache-2.0
/** Where access tokens come from. */
@NullMarked
package io.github.oura4j.credentials;

import org.jspecify.annotations.NullMarked;
