// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file was when it was written, to notice that another program has changed it.
 *
 * @param rows the number of rows
 * @param bytes the size
 * @param modified when it was written, in milliseconds since 1970
 * @param sha256 the hash of its bytes, in hexadecimal
 */
record FileState(
    @JsonProperty("rows") long rows,
    @JsonProperty("bytes") long bytes,
    @JsonProperty("modified") long modified,
    @JsonProperty("sha256") String sha256) {

  /** Returns whether a file has this content. It is read only if its time is another one. */
  boolean matches(Path file) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes
        && (Files.getLastModifiedTime(file).toMillis() == modified
            || Sha256.of(file).equals(sha256));
  }
}
