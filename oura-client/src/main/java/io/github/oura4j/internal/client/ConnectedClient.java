// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.DatedDocuments;
import io.github.oura4j.Documents;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RawRequests;
import io.github.oura4j.SingleDocument;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.Webhooks;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.api.WebhookApi;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.internal.pipeline.AuthenticatingTransport;
import io.github.oura4j.internal.resource.RangeQuery;
import io.github.oura4j.internal.resource.RemoteDatedDocuments;
import io.github.oura4j.internal.resource.RemoteDocuments;
import io.github.oura4j.internal.resource.RemoteTimeSeries;
import io.github.oura4j.internal.util.Checks;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.RingBatteryLevel;
import io.github.oura4j.model.RingConfiguration;
import io.github.oura4j.model.Sample;
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
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client that sends requests to Oura over a {@link Connection}: connects each accessor with the
 * generated API methods of its data type.
 */
final class ConnectedClient implements OuraClient {
  private final Connection connection;
  private final @Nullable Application application;
  private final Credentials credentials;
  private final Clock clock;
  private final boolean sandbox;
  private final boolean derived;
  private final Connection authorizedConnection;
  private final UserCollectionApi api;

  /** Creates a client that owns the connection: closing the client closes the connection. */
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
    this.authorizedConnection =
        connection.withTransport(
            new AuthenticatingTransport(
                credentials, connection.transport(), connection.listeners()));
    this.api =
        sandbox
            ? FeignClients.create(
                new SandboxTarget<>(UserCollectionApi.class, connection.baseUrl().toString()),
                authorizedConnection)
            : FeignClients.create(UserCollectionApi.class, authorizedConnection);
  }

  private void requireAvailable(DataType dataType) {
    if (sandbox && !dataType.inSandbox()) {
      throw new UnsupportedOperationException(
          "Oura's sandbox has no "
              + dataType.pathName()
              + ". Read it with the client that sandbox() was called on.");
    }
  }

  private <T extends Document> DatedDocuments<T> dated(
      DataType dataType,
      RemoteDatedDocuments.ListPage<T> listPage,
      Function<String, T> getOne,
      RangeQuery rangeQuery) {
    requireAvailable(dataType);
    return new RemoteDatedDocuments<>(
        listPage, getOne, rangeQuery, clock, sandbox, connection.fetchThreads());
  }

  private <T extends Sample> TimeSeries<T> series(
      DataType dataType, RemoteTimeSeries.ListPage<T> listPage) {
    requireAvailable(dataType);
    return new RemoteTimeSeries<>(listPage, clock, sandbox, connection.fetchThreads());
  }

  @Override
  public SingleDocument<PersonalInfo> personalInfo() {
    requireAvailable(DataType.PERSONAL_INFO);
    return api::getPersonalInfo;
  }

  @Override
  public DatedDocuments<DailyActivity> dailyActivity() {
    return dated(
        DataType.DAILY_ACTIVITY, api::listDailyActivity, api::getDailyActivity, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailyCardiovascularAge> dailyCardiovascularAge() {
    return dated(
        DataType.DAILY_CARDIOVASCULAR_AGE,
        api::listDailyCardiovascularAge,
        api::getDailyCardiovascularAge,
        RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailyReadiness> dailyReadiness() {
    return dated(
        DataType.DAILY_READINESS,
        api::listDailyReadiness,
        api::getDailyReadiness,
        RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailyResilience> dailyResilience() {
    return dated(
        DataType.DAILY_RESILIENCE,
        api::listDailyResilience,
        api::getDailyResilience,
        RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailySleep> dailySleep() {
    return dated(DataType.DAILY_SLEEP, api::listDailySleep, api::getDailySleep, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailySpo2> dailySpo2() {
    return dated(DataType.DAILY_SPO2, api::listDailySpo2, api::getDailySpo2, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<DailyStress> dailyStress() {
    return dated(
        DataType.DAILY_STRESS, api::listDailyStress, api::getDailyStress, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<EnhancedTag> enhancedTag() {
    return dated(
        DataType.ENHANCED_TAG, api::listEnhancedTag, api::getEnhancedTag, RangeQuery.BY_DATE_SPAN);
  }

  @Override
  public TimeSeries<HeartRate> heartRate() {
    return series(DataType.HEART_RATE, api::listHeartRate);
  }

  @Override
  public DatedDocuments<RestModePeriod> restModePeriod() {
    return dated(
        DataType.REST_MODE_PERIOD,
        api::listRestModePeriod,
        api::getRestModePeriod,
        RangeQuery.BY_DATE_SPAN);
  }

  @Override
  public TimeSeries<RingBatteryLevel> ringBatteryLevel() {
    return series(DataType.RING_BATTERY_LEVEL, api::listRingBatteryLevel);
  }

  @Override
  public Documents<RingConfiguration> ringConfiguration() {
    requireAvailable(DataType.RING_CONFIGURATION);
    return new RemoteDocuments<>(
        api::listRingConfiguration, api::getRingConfiguration, connection.fetchThreads());
  }

  @Override
  public DatedDocuments<Session> session() {
    return dated(DataType.SESSION, api::listSession, api::getSession, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<SleepPeriod> sleep() {
    return dated(DataType.SLEEP, api::listSleep, api::getSleep, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<SleepTime> sleepTime() {
    return dated(DataType.SLEEP_TIME, api::listSleepTime, api::getSleepTime, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<Tag> tag() {
    return dated(DataType.TAG, api::listTag, api::getTag, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<Vo2Max> vo2Max() {
    return dated(DataType.VO2_MAX, api::listVo2Max, api::getVo2Max, RangeQuery.BY_DAY);
  }

  @Override
  public DatedDocuments<Workout> workout() {
    return dated(DataType.WORKOUT, api::listWorkout, api::getWorkout, RangeQuery.BY_DAY);
  }

  @Override
  public Webhooks webhooks() {
    if (application == null) {
      throw new CredentialsException(
          "Webhook subscriptions belong to an application, but this client was built without one."
              + " Call application(clientId, clientSecret) on OuraClient.builder().");
    }
    return new RemoteWebhooks(
        FeignClients.create(
            WebhookApi.class,
            connection.mapRequests(
                request ->
                    withTimeout(request)
                        .withHeader("x-client-id", application.clientId())
                        .withHeader("x-client-secret", application.clientSecret()))));
  }

  private OuraRequest withTimeout(OuraRequest webhookRequest) {
    return Set.of("POST", "PUT").contains(webhookRequest.method())
        ? connection.withSubscriptionTimeout(webhookRequest)
        : webhookRequest;
  }

  @Override
  public RawRequests raw() {
    return new RemoteRawRequests(authorizedConnection);
  }

  @Override
  public OuraClient sandbox() {
    return new ConnectedClient(connection, application, credentials, clock, true, true);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public OuraClient withCredentials(Credentials newCredentials) {
    return withCredentials(newCredentials, clock.getZone());
  }

  @Override
  public OuraClient withCredentials(Credentials newCredentials, ZoneId zone) {
    Objects.requireNonNull(newCredentials, "credentials must not be null");
    Objects.requireNonNull(zone, "zone must not be null");
    return new ConnectedClient(
        connection, application, newCredentials, clock.withZone(zone), sandbox, true);
  }

  @Override
  public OuraClient withDeadline(Duration deadline) {
    Checks.requirePositive(deadline, "The deadline");
    return new ConnectedClient(
        connection.withDeadline(deadline), application, credentials, clock, sandbox, true);
  }

  @Override
  public void close() {
    if (!derived) {
      connection.close();
    }
  }

  /** Returns the base URL, but neither the token nor the secret. */
  @Override
  public String toString() {
    return "OuraClient[" + connection.baseUrl() + (sandbox ? ", sandbox" : "") + "]";
  }
}
