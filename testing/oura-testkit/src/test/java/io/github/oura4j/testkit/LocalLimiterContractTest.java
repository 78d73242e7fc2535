// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.http.Ticker;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;

class LocalLimiterContractTest extends RequestLimiterContract {
  @Override
  protected RequestLimiter limiter(
      RateLimit application, RateLimit token, Duration margin, Ticker ticker) {
    return RequestLimiter.local(application, token, margin, ticker);
  }

  @Override
  protected boolean isNotifiedOfEnd() {
    return true;
  }
}
