// SPDX-License-Identifier: Apache-2.0
/**
 * Checks that the code generator can turn a description into Java that compiles and works.
 *
 * <p>The generator does not report most of what would go wrong: two schemas whose names differ only
 * in case overwrite each other's file, a parameter it cannot send is left out. These checks
 * reproduce its naming rules and stop the import with the location instead.
 */
@NullMarked
package io.github.oura4j.openapi.java;

import org.jspecify.annotations.NullMarked;
