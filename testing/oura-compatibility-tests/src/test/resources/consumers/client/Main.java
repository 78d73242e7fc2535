// SPDX-License-Identifier: Apache-2.0
package consumer.client;

import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.Transport;
import io.github.oura4j.model.PersonalInfo;
import io.github.oura4j.model.SleepPeriod;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/** Prints how long a person slept, and the user agent. Arguments: base URL, access token, day. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // STATEMENT
    Transport http = new JdkTransport(HttpClient.newBuilder(), Duration.ofSeconds(30), 1_000_000);
    Set<String> userAgents = new TreeSet<>();
    try (OuraClient oura =
        OuraClient.builder()
            .baseUrl(arguments[0])
            .credentials(Credentials.token(arguments[1]))
            .transport(
                request -> {
                  userAgents.add(request.headers().get("User-Agent"));
                  return http.send(request);
                })
            .build()) {
      PersonalInfo person = oura.personalInfo().get();
      SleepPeriod night = oura.sleep().list(DateRange.of(LocalDate.parse(arguments[2]))).get(0);
      System.out.printf(
          "%s slept %s seconds, %s, %s%n",
          person.id(), night.totalSleepDuration(), userAgents, name(Main.class.getModule()));
    }
  }

  private static String name(Module module) {
    return module.isNamed() ? module.toString() : "unnamed module";
  }
}
