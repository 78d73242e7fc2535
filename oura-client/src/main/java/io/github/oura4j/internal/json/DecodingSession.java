// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of decoding one JSON text. The deserializers of records find it in Jackson's context
 * when a value does not fit.
 */
final class DecodingSession {
  private static final Object KEY = DecodingSession.class;

  private final byte[] json;
  private final MisfitPolicy policy;
  private final List<Misfit> misfits = new ArrayList<>();

  /** The records that have none of the properties of their type, by identity. */
  private final Set<Object> emptyRecords = Collections.newSetFromMap(new IdentityHashMap<>(0));

  /** The text, if it is decoded from characters rather than bytes. */
  private @Nullable String text;

  private byte[] structure = {};

  /** Arrays that may be used again, by length. */
  private @Nullable Object[] @Nullable [] spareArrays = {};

  /** A property with a value that does not fit its type. */
  record Misfit(Class<?> type, String property) {}

  DecodingSession(byte[] json, MisfitPolicy policy) {
    this.json = json;
    this.policy = policy;
  }

  static DecodingSession of(DeserializationContext context) {
    return (DecodingSession) Objects.requireNonNull(context.getAttribute(KEY), "session");
  }

  /** Decodes the text. */
  Object decode(ObjectReader type) throws IOException {
    ObjectReader reader = type.withAttribute(KEY, this);
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      // Names with lone surrogates can only be parsed from characters, which takes longer.
      String escaped = new String(json, StandardCharsets.UTF_8);
      String characters = LoneSurrogates.unescape(escaped);
      if (characters.equals(escaped)) {
        throw e;
      }
      misfits.clear();
      emptyRecords.clear();
      text = characters;
      structure = structure(characters);
      return reader.readValue(characters);
    }
  }

  /**
   * Returns an array of nulls for the values of a record. Without {@linkplain #reuse reusing} them,
   * there would be one for each of thousands of samples.
   */
  @Nullable Object[] takeArray(int length) {
    @Nullable Object[] spare = length < spareArrays.length ? spareArrays[length] : null;
    if (spare == null) {
      return new @Nullable Object[length];
    }
    spareArrays[length] = null;
    return spare;
  }

  /** Clears an array and keeps it for another record. */
  void reuse(@Nullable Object[] values) {
    Arrays.fill(values, null);
    if (values.length >= spareArrays.length) {
      spareArrays = Arrays.copyOf(spareArrays, values.length + 1);
    }
    spareArrays[values.length] = values;
  }

  /** Notifies the listener of the values that did not fit. */
  void reportMisfits() {
    misfits.forEach(misfit -> policy.listener().onMisfit(misfit.type(), misfit.property()));
  }

  boolean isStrict() {
    return policy.strict();
  }

  void add(Misfit misfit) {
    misfits.add(misfit);
  }

  void addEmptyRecord(Object record) {
    emptyRecords.add(record);
  }

  /**
   * Returns whether a decoded record has none of the properties of its type, not even one whose
   * value does not fit.
   */
  boolean isEmptyRecord(Object record) {
    return !emptyRecords.isEmpty() && emptyRecords.contains(record);
  }

  /**
   * Returns the value that starts at a location of the text, as it is kept among unknown
   * properties.
   *
   * @throws IOException if there is no valid JSON value
   */
  @Nullable Object rawValue(JsonLocation location) throws IOException {
    if (text != null) {
      JsonSlice slice = JsonSlice.startingAt(structure, (int) location.getCharOffset());
      return UnknownValues.decode(JsonCodec.bytes(text.substring(slice.start(), slice.end())));
    }
    if (location.getByteOffset() < 0) {
      throw new IOException("the parser reports no byte offsets for the encoding of this text");
    }
    return UnknownValues.decode(JsonSlice.startingAt(json, (int) location.getByteOffset()).bytes());
  }

  /** Returns a text with one byte per character and the same structure. */
  private static byte[] structure(String text) {
    byte[] structure = new byte[text.length()];
    for (int i = 0; i < structure.length; i++) {
      structure[i] = (byte) Math.min(text.charAt(i), Byte.MAX_VALUE);
    }
    return structure;
  }
}
