// SPDX-License-Identifier: Apache-2.0
/** Requires the client alone. */
module consumer.client {
  requires io.github.oura4j;
}
