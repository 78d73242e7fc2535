// SPDX-License-Identifier: Apache-2.0
/** The columns of documents, derived from the generated records. */
@NullMarked
package io.github.oura4j.dataframe.internal.schema;

import org.jspecify.annotations.NullMarked;
