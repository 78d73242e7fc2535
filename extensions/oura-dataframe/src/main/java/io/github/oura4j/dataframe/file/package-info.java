// SPDX-License-Identifier: Apache-2.0
/** Documents in files: NDJSON, CSV and Parquet. */
@NullMarked
package io.github.oura4j.dataframe.file;

import org.jspecify.annotations.NullMarked;
