// SPDX-License-Identifier: Apache-2.0
/**
 * A data source for Apache Spark that reads the Oura API: {@code spark.read().format("oura")}. See
 * {@link io.github.oura4j.spark.OuraDataSource} for its options, and {@link
 * io.github.oura4j.spark.OuraConnector} for what an application has to provide.
 */
@NullMarked
package io.github.oura4j.spark;

import org.jspecify.annotations.NullMarked;
