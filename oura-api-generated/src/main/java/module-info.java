// SPDX-License-Identifier: Apache-2.0
/** The models of the Oura API and the Feign interfaces of its endpoints, generated. */
module io.github.oura4j.api {
  requires transitive com.fasterxml.jackson.annotation;
  requires transitive feign.core;
  requires static transitive org.jspecify;

  exports io.github.oura4j.api;
  // Unqualified, because Jackson creates and reads the models by reflection.
  exports io.github.oura4j.model;
}
