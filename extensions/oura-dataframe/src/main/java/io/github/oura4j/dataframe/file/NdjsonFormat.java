// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.json.OuraJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes each document as a line of JSON. */
final class NdjsonFormat implements DocumentFormat {
  static final NdjsonFormat INSTANCE = new NdjsonFormat();
  private static final int BUFFER_CHARS = 1 << 16;

  private NdjsonFormat() {}

  @Override
  public String extension() {
    return "ndjson";
  }

  @Override
  public String toString() {
    return extension();
  }

  @Override
  public <T> DocumentWriter<T> writer(Class<T> type, OutputStream file) {
    RecordSchema.of(type);
    return new Lines<>(
        new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), BUFFER_CHARS));
  }

  private record Lines<T>(Writer file) implements DocumentWriter<T> {
    @Override
    public void write(T document) throws IOException {
      file.write(LoneSurrogates.escape(OuraJson.write(document)));
      file.write('\n');
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
