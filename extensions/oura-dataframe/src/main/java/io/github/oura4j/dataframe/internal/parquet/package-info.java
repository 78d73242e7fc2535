// SPDX-License-Identifier: Apache-2.0
/** Writing and reading Parquet files without Hadoop. */
@NullMarked
package io.github.oura4j.dataframe.internal.parquet;

import org.jspecify.annotations.NullMarked;
