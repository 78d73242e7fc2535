// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.chart;

/**
 * What a chart is, in words.
 *
 * @param id the chart's id, unique in the page
 * @param title what the chart shows
 * @param description what is to be seen in it, for those who cannot see it
 */
public record ChartText(String id, String title, String description) {}
