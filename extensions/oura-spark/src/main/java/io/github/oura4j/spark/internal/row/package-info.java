// SPDX-License-Identifier: Apache-2.0
/** The columns of data types in Spark, and the conversion of documents to rows. */
@NullMarked
package io.github.oura4j.spark.internal.row;

import org.jspecify.annotations.NullMarked;
