// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryOutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "401, the token has expired, CONSENT_EXPIRED",
    "401, the scope daily is missing, SCOPE_MISSING",
    "403, the membership has lapsed, MEMBERSHIP_LAPSED",
    "403, the scope daily is missing, SCOPE_MISSING",
    "404, there is no such document, GAVE_UP",
    "429, too many requests, GAVE_UP",
    "500, the server failed, GAVE_UP",
  })
  void of_status_isWhatItMeansForTheDataType(int status, String detail, HistoryOutcome expected) {
    OuraApiException failure =
        OuraApiException.of(
            OuraRequest.of(
                "GET",
                URI.create("http://localhost/v2/usercollection/sleep"),
                Duration.ofSeconds(1)),
            new OuraResponse(status, Map.of(), new byte[0]),
            List.of(new ErrorDetail("", detail)),
            Instant.EPOCH);

    assertThat(HistoryOutcome.of(failure)).isEqualTo(expected);
  }

  @Test
  void of_exceptionsWithoutStatus_isConsentOnlyIfThatHasEnded() {
    assertThat(HistoryOutcome.of(new ReauthorizationRequiredException("Authorize again.")))
        .isEqualTo(HistoryOutcome.CONSENT_EXPIRED);
    assertThat(HistoryOutcome.of(new OuraIoException("The connection was reset.")))
        .isEqualTo(HistoryOutcome.GAVE_UP);
  }
}
