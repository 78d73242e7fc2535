// SPDX-License-Identifier: Apache-2.0
/**
 * What refreshing and storing tokens needs: locks, background tasks, file names and permissions.
 */
@NullMarked
package io.github.oura4j.internal.credentials;

import org.jspecify.annotations.NullMarked;
