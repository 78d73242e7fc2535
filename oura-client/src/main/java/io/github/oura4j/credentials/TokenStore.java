// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps the OAuth2 tokens of people. A store of your own (a database, a vault) keeps this contract;
 * the test kit {@code TokenStoreContract} in the tests of oura-client checks it.
 *
 * <ul>
 *   <li>A person is a key of yours: any text of 1 to 64 bytes (UTF-8) without control characters.
 *       Two keys are the same when they are equal, capitals included. The id that Oura's webhook
 *       events name as {@code user_id} is a good one.
 *   <li>{@link #save} returns when what it was given would survive a crash of this machine, as far
 *       as the store promises that at all. A reader sees what was there before or what is there
 *       now, never a part.
 *   <li>A save that fails leaves what was there before.
 *   <li>{@link #withLock} lets one thread at a time through for a person, among all processes that
 *       share the store. The lock ends with its process, however that ends. Saves inside it are
 *       visible to others at once, not at its end: in a database they are transactions of their
 *       own.
 *   <li>Whatever is wrong is a {@link CredentialsException} that says what to do and holds no
 *       token. Something broken is never taken for nothing.
 *   <li>Safe across threads.
 * </ul>
 */
public interface TokenStore {

  /**
   * Returns a store of files: one for each person in a folder, readable JSON, for the owner alone.
   * Processes on one machine can share it. The folder is made when something is stored first.
   *
   * @param folder the folder
   * @return the store
   */
  static TokenStore inFolder(Path folder) {
    return new FileTokenStore(folder);
  }

  /**
   * Returns a store that ends with the process, for tests and for programs that keep tokens
   * elsewhere.
   *
   * @return an empty store
   */
  static TokenStore inMemory() {
    return new MemoryTokenStore();
  }

  /**
   * Returns what is stored for a person.
   *
   * @param person the person's key
   * @return the newest pair, or empty when there is none
   * @throws CredentialsException if what is stored cannot be used
   */
  Optional<StoredTokens> find(String person);

  /**
   * Stores what is now true for a person, in place of what was.
   *
   * @param person the person's key
   * @param tokens what to store
   * @throws CredentialsException if it cannot be stored; what was there before still is
   */
  void save(String person, StoredTokens tokens);

  /**
   * Removes what is stored for a person; nothing happens when there is nothing.
   *
   * @param person the person's key
   * @throws CredentialsException if it cannot be removed
   */
  void remove(String person);

  /**
   * Returns whom something is stored for.
   *
   * @return the people's keys, sorted
   * @throws CredentialsException if the store cannot be read
   */
  Set<String> people();

  /**
   * Does something while nobody else does, in any thread or process, for the same person.
   *
   * @param <T> what comes of it
   * @param person the person's key
   * @param work what to do; it calls {@link #find} and {@link #save}, and never {@link #withLock}
   * @return what the work returned; what it throws is thrown on
   * @throws CredentialsException if another one holds on to the person for too long
   * @throws io.github.oura4j.error.OuraInterruptedException if the thread was interrupted while it
   *     waited
   */
  <T> T withLock(String person, Supplier<T> work);

  /**
   * Stores the pair that a person's agreement brought, in place of all that was. What is broken is
   * not written over.
   *
   * @param person the person's key
   * @param tokens the new pair
   * @throws CredentialsException if it cannot be stored; what was there before still is
   */
  default void keep(String person, OAuthTokens tokens) {
    withLock(
        person,
        () -> {
          Optional<StoredTokens> former = find(person);
          save(person, StoredTokens.of(tokens));
          return former;
        });
  }
}
