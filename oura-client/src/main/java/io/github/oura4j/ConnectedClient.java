// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.RemoteDatedDocuments.RangeQuery;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.api.WebhookApi;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.Checks;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.model.Workout;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client over a connection: binds each accessor to the generated methods of its data type. */
final class ConnectedClient implements OuraClient {
  private final Connection connection;
  private final @Nullable Application application;
  private final Credentials credentials;
  private final Clock clock;
  private final boolean sandbox;
  private final boolean derived;
  private final Connection inPersonsName;
  private final UserCollectionApi api;

  /** Makes the client that owns the connection. */
  ConnectedClient(
      Connection connection,
      @Nullable Application application,
      Credentials credentials,
      Clock clock) {
    this(connection, application, credentials, clock, false, false);
  }

  private ConnectedClient(
      Connection connection,
      @Nullable Application application,
      Credentials credentials,
      Clock clock,
      boolean sandbox,
      boolean derived) {
    this.connection = connection;
    this.application = application;
    this.credentials = credentials;
    this.clock = clock;
    this.sandbox = sandbox;
    this.derived = derived;
    this.inPersonsName =
        connection.through(
            new AuthenticatingTransport(credentials, connection.time(), connection.transport()));
    this.api =
        FeignClients.create(
            UserCollectionApi.class,
            sandbox ? inPersonsName.changing(SandboxUris::of) : inPersonsName);
  }

  private <T extends Document> DatedDocuments<T> dated(
      RemoteDatedDocuments.ListPage<T> list, Function<String, T> get, RangeQuery dating) {
    return new RemoteDatedDocuments<>(list, get, dating, clock);
  }

  @Override
  public SingleDocument<PersonalInfo> personalInfo() {
    if (sandbox) {
      throw new UnsupportedOperationException(
          "Oura's sandbox has no personal info. Ask the client that sandbox() was called on.");
    }
    return api::getPersonalInfo;
  }

  @Override
  public DatedDocuments<DailyActivity> dailyActivity() {
    return dated(api::listDailyActivity, api::getDailyActivity, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailyCardiovascularAge> dailyCardiovascularAge() {
    return dated(api::listDailyCardiovascularAge, api::getDailyCardiovascularAge, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailyReadiness> dailyReadiness() {
    return dated(api::listDailyReadiness, api::getDailyReadiness, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailyResilience> dailyResilience() {
    return dated(api::listDailyResilience, api::getDailyResilience, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailySleep> dailySleep() {
    return dated(api::listDailySleep, api::getDailySleep, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailySpo2> dailySpo2() {
    return dated(api::listDailySpo2, api::getDailySpo2, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<DailyStress> dailyStress() {
    return dated(api::listDailyStress, api::getDailyStress, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<EnhancedTag> enhancedTag() {
    return dated(api::listEnhancedTag, api::getEnhancedTag, RangeQuery.SPAN);
  }

  @Override
  public TimeSeries<HeartRate> heartRate() {
    return new RemoteTimeSeries<>(api::listHeartRate, clock);
  }

  @Override
  public DatedDocuments<RestModePeriod> restModePeriod() {
    return dated(api::listRestModePeriod, api::getRestModePeriod, RangeQuery.SPAN);
  }

  @Override
  public TimeSeries<RingBatteryLevel> ringBatteryLevel() {
    return new RemoteTimeSeries<>(api::listRingBatteryLevel, clock);
  }

  @Override
  public Documents<RingConfiguration> ringConfiguration() {
    return new RemoteDocuments<>(api::listRingConfiguration, api::getRingConfiguration);
  }

  @Override
  public DatedDocuments<Session> session() {
    return dated(api::listSession, api::getSession, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<SleepPeriod> sleep() {
    return dated(api::listSleep, api::getSleep, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<SleepTime> sleepTime() {
    return dated(api::listSleepTime, api::getSleepTime, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<Tag> tag() {
    return dated(api::listTag, api::getTag, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<Vo2Max> vo2Max() {
    return dated(api::listVo2Max, api::getVo2Max, RangeQuery.DAY);
  }

  @Override
  public DatedDocuments<Workout> workout() {
    return dated(api::listWorkout, api::getWorkout, RangeQuery.DAY);
  }

  @Override
  public Webhooks webhooks() {
    if (application == null) {
      throw new CredentialsException(
          "Webhook subscriptions belong to an application, and the client was built without one."
              + " Give application(clientId, clientSecret) to OuraClient.builder().");
    }
    return new RemoteWebhooks(
        FeignClients.create(
            WebhookApi.class,
            connection.changing(
                request ->
                    request
                        .withHeader("x-client-id", application.clientId())
                        .withHeader("x-client-secret", application.clientSecret()))));
  }

  @Override
  public RawRequests raw() {
    return new RemoteRequests(inPersonsName);
  }

  @Override
  public OuraClient sandbox() {
    return new ConnectedClient(connection, application, credentials, clock, true, true);
  }

  @Override
  public OuraClient withCredentials(Credentials other) {
    return withCredentials(other, clock.getZone());
  }

  @Override
  public OuraClient withCredentials(Credentials other, ZoneId zone) {
    Objects.requireNonNull(other, "credentials must not be null");
    Objects.requireNonNull(zone, "zone must not be null");
    return new ConnectedClient(connection, application, other, clock.withZone(zone), sandbox, true);
  }

  @Override
  public OuraClient withDeadline(Duration deadline) {
    Checks.check(deadline, "The deadline");
    return new ConnectedClient(
        connection.within(deadline), application, credentials, clock, sandbox, true);
  }

  @Override
  public void close() {
    if (!derived) {
      connection.transport().close();
    }
  }

  /** Names the address, and neither token nor secret. */
  @Override
  public String toString() {
    return "OuraClient[" + connection.base() + (sandbox ? ", sandbox" : "") + "]";
  }
}
