// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** Accesses a file store as the user who runs the program, and prints the result. */
final class OtherUserProcess {
  private OtherUserProcess() {}

  public static void main(String[] arguments) {
    TokenStore store = TokenStore.inFolder(Path.of(arguments[1]));
    try {
      if (arguments[0].equals("find")) {
        System.out.println("found " + store.find("one"));
      } else {
        store.save(
            "one",
            StoredTokens.of(
                new OAuthTokens("planted-new", "planted-new", Instant.now(), null, Set.of())));
        System.out.println("saved");
      }
    } catch (OuraException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
