// SPDX-License-Identifier: Apache-2.0
/**
 * Charts as SVG, drawn without a library: values of days, a day's samples, and hypnograms. They
 * know nothing of Oura's documents but the sleep phases. Colors come from the classes of their
 * elements and the page's style sheet, so that they follow the page's dark mode.
 */
@NullMarked
package io.github.oura4j.examples.chart;

import org.jspecify.annotations.NullMarked;
