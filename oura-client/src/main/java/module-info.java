// SPDX-License-Identifier: Apache-2.0
/** A client of the Oura API. The package {@link io.github.oura4j} is the place to start. */
// Resilience4j has no module descriptors, and users pass its registries to the builder.
@SuppressWarnings("requires-transitive-automatic")
module io.github.oura4j {
  requires transitive io.github.oura4j.api;
  requires com.ethlo.time;
  requires com.fasterxml.jackson.databind;
  requires io.github.resilience4j.core;
  requires transitive io.github.resilience4j.ratelimiter;
  requires transitive io.github.resilience4j.retry;
  requires transitive java.net.http;
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports io.github.oura4j;
  exports io.github.oura4j.credentials;
  exports io.github.oura4j.error;
  exports io.github.oura4j.http;
  exports io.github.oura4j.json;
  exports io.github.oura4j.limit;
  exports io.github.oura4j.metrics;
  exports io.github.oura4j.sync;
  exports io.github.oura4j.timeline;
  exports io.github.oura4j.webhook;
}
