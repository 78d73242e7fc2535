// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenStoreTest extends TokenStoreContract {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  @Override
  protected TokenStore open() {
    return TokenStore.inFolder(folder());
  }

  private Path folder() {
    return directory.resolve("made/on/demand");
  }

  private Path stored() {
    open().save("one", StoredTokens.of(pair(1)));
    return folder().resolve("one.json");
  }

  private void assertUsableAsBefore(Path file, byte[] content) throws IOException {
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void file_canBeReadByAHuman() throws IOException {
    assertThat(Files.readString(stored()))
        .isEqualTo(
            """
            {
              "version": 1,
              "person": "one",
              "access_token": "planted-access-1",
              "refresh_token": "planted-refresh-1",
              "obtained_at": "2026-03-01T10:00:00.123456Z",
              "expires_at": "2026-03-01T10:00:01.123456Z",
              "granted_scopes": ["heartrate","daily"]
            }
            """);
  }

  @Test
  void everythingInTheFolder_isForItsOwnerAlone() throws IOException {
    stored();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(2);
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  static Stream<Arguments> brokenContents() {
    String whole =
        "{\"version\": 1, \"person\": \"one\", \"access_token\": \"planted-a\","
            + " \"refresh_token\": \"planted-r\", \"obtained_at\": \"2026-03-01T10:00:00Z\","
            + " \"granted_scopes\": []}";
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of(whole.substring(0, whole.length() - 1), "cut off"),
        Arguments.of(whole.substring(0, 60), "cut off"),
        Arguments.of("<html>planted</html>", "no JSON object"),
        Arguments.of("[1]", "no JSON object"),
        Arguments.of("null", "no JSON object"),
        Arguments.of(whole.replace("1,", "2,"), "newer version"),
        Arguments.of(whole.replace("1,", "\"1\","), "no version"),
        Arguments.of("{}", "no version"),
        Arguments.of(whole.replace("\"one\"", "\"two\""), "another person"),
        Arguments.of(whole.replace("\"planted-a\"", "null"), "missing or malformed"),
        Arguments.of(whole.replace("planted-a", "planted a"), "missing or malformed"),
        Arguments.of(whole.replace("\"planted-r\"", "7"), "missing or malformed"),
        Arguments.of(whole.replace("2026-03-01T10", "planted"), "missing or malformed"),
        Arguments.of(whole.replace("[]", "\"daily\""), "missing or malformed"),
        Arguments.of(whole.replace("[]", "[\"\"]"), "missing or malformed"),
        Arguments.of(" ".repeat(70_000) + whole, "too large"));
  }

  @ParameterizedTest
  @MethodSource("brokenContents")
  void find_inABrokenFile_saysWhatToDoAndLeavesItAlone(String content, String reason)
      throws IOException {
    Path file = stored();
    Files.writeString(file, content);

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(reason, file.toString())
        .hasMessageNotContaining("planted")
        .hasNoCause();
    assertThatThrownBy(() -> open().keep("one", pair(2))).isInstanceOf(CredentialsException.class);
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void find_inAFolderInPlaceOfAFile_saysSo() throws IOException {
    Path file = stored();
    Files.delete(file);
    Files.createDirectory(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw----r--"})
  void find_inAFileThatOthersCanUse_isRefused(String permissions) throws IOException {
    Path file = stored();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    byte[] content = Files.readAllBytes(file);

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(permissions, "chmod 600");
    assertUsableAsBefore(file, content);
  }

  @Test
  void save_inAFolderThatOthersCanChange_isRefused() throws IOException {
    Path file = stored();
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> open().save("one", StoredTokens.of(pair(2))))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("chmod 700");
    assertUsableAsBefore(file, content);
  }

  @Test
  void save_whereTheFolderIsAFile_saysSo() throws IOException {
    Files.createDirectories(folder().getParent());
    Files.writeString(folder(), "");

    assertThatThrownBy(() -> open().save("one", StoredTokens.of(pair(2))))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("Make it a folder");
  }

  @Test
  void exclusively_afterAKillBeforeTheMove_bringsTheNextPairIn() throws IOException {
    Path file = stored();
    open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));
    Path temporary = writeTemporary(TokenFile.write("one", StoredTokens.of(pair(2))));

    open().withLock("one", () -> assertThat(open().find("one")).contains(StoredTokens.of(pair(2))));

    assertThat(temporary).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void exclusively_afterAKillWithinTheWrite_goesOnWithWhatWasThere() throws IOException {
    stored();
    StoredTokens intent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    open().save("one", intent);
    byte[] next = TokenFile.write("one", StoredTokens.of(pair(2)));
    writeTemporary(Arrays.copyOf(next, next.length / 2));

    open().withLock("one", () -> assertThat(open().find("one")).contains(intent));
  }

  @Test
  void exclusively_afterAKillBeforeAnythingWasSent_goesOnWithWhatWasThere() throws IOException {
    stored();
    writeTemporary(TokenFile.write("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW)));

    open().withLock("one", () -> assertThat(open().find("one")).contains(StoredTokens.of(pair(1))));
  }

  private Path writeTemporary(byte[] content) throws IOException {
    Path temporary = folder().resolve("one.new");
    Files.write(temporary, content);
    return Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void people_amongForeignFiles_areThoseOfTokenFiles() throws IOException {
    stored();
    for (String name : List.of("README.txt", "Capital.json", "%zz.json", "%.json", "two.new")) {
      Files.writeString(folder().resolve(name), "");
    }

    assertThat(open().people()).containsExactly("one");
  }
}
