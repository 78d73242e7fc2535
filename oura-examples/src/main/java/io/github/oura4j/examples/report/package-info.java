// SPDX-License-Identifier: Apache-2.0
/**
 * The page of the program report: the data of a range of days, its statistics and summaries in
 * words, and the page that shows them. {@link io.github.oura4j.examples.data.ReportData} is the
 * part that talks to Oura.
 */
@NullMarked
package io.github.oura4j.examples.report;

import org.jspecify.annotations.NullMarked;
