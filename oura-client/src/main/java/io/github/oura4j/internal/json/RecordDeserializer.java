// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.oura4j.internal.json.DecodingSession.Misfit;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import io.github.oura4j.model.Sample;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deserializes records that keep unknown properties, so that a value that does not fit the type of
 * its property affects only this property: the property is null, and the raw value is kept under
 * its name among the unknown properties.
 *
 * <p>Without some properties, a record cannot be used: the id and the day of a document, the time
 * of a sample, and the parts of a page. If a value of these does not fit, the record is an error.
 *
 * <p>Values are read directly from the parser. Only if one does not fit, its bytes are read again.
 *
 * <p>Oura sends the properties of a type in the same order each time, so this class remembers which
 * property followed which, and lets the parser compare the next name with the expected one, instead
 * of looking up the text of each name.
 */
final class RecordDeserializer extends StdDeserializer<Object> implements ResolvableDeserializer {
  private static final long serialVersionUID = 1L;

  /**
   * The deserializer of Jackson, which creates the record and knows the types of its properties.
   */
  private final BeanDeserializerBase jackson;

  private final int size;
  private final int unknownIndex;
  private final transient Map<String, Property> properties = new HashMap<>();
  private final transient List<Property> required = new ArrayList<>();

  /**
   * The property that followed each one last, by index, or null for an unknown one. At the index of
   * the unknown properties is the one that came first, or after an unknown one. Threads share this
   * array without synchronization: a wrong expectation costs only time.
   */
  private final transient @Nullable Property[] followers;

  /** A component of the record other than the unknown properties. */
  private record Property(
      SerializedString name,
      SettableBeanProperty component,
      int index,
      boolean essential,
      Misfit misfit) {}

  private RecordDeserializer(BeanDeserializerBase jackson, int size, int unknownIndex) {
    super(jackson.getValueType());
    this.jackson = jackson;
    this.size = size;
    this.unknownIndex = unknownIndex;
    this.followers = new @Nullable Property[size];
  }

  static SimpleModule module() {
    return new SimpleModule("oura-records")
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              private static final long serialVersionUID = 1L;

              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> jackson) {
                int unknownIndex = unknownIndex(bean.getBeanClass());
                return unknownIndex >= 0 && jackson instanceof BeanDeserializerBase base
                    ? new RecordDeserializer(
                        base, bean.getBeanClass().getRecordComponents().length, unknownIndex)
                    : jackson;
              }
            });
  }

  /** Returns the index of the component with the unknown properties, or -1 if there is none. */
  private static int unknownIndex(Class<?> type) {
    RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : null;
    for (int i = 0; components != null && i < components.length; i++) {
      if (components[i].getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void resolve(DeserializationContext context) throws JsonMappingException {
    jackson.resolve(context);
    Set<String> essential = essentialProperties(handledType());
    Iterator<SettableBeanProperty> components = jackson.creatorProperties();
    while (components.hasNext()) {
      SettableBeanProperty component = components.next();
      String name = component.getName();
      int index = component.getCreatorIndex();
      if (index != unknownIndex) {
        Misfit misfit = new Misfit(handledType(), name);
        properties.put(
            name,
            new Property(
                new SerializedString(name), component, index, essential.contains(name), misfit));
      }
    }
    properties.values().stream()
        .filter(property -> property.component.isRequired())
        .forEach(required::add);
  }

  private static Set<String> essentialProperties(Class<?> type) {
    if (type == Page.class) {
      return Set.of("data", "next_token");
    }
    if (Document.class.isAssignableFrom(type)) {
      return Set.of("id", "day", "start_day");
    }
    return Sample.class.isAssignableFrom(type) ? Set.of("timestamp") : Set.of();
  }

  @Override
  public boolean isCachable() {
    return true;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return context.handleUnexpectedToken(handledType(), parser);
    }
    JsonStreamContext object = parser.getParsingContext();
    // No object for the members: there would be one for each of thousands of samples.
    DecodingSession session = DecodingSession.of(context);
    @Nullable Object[] values = session.takeArray(size);
    Property property = null;
    while (true) {
      Property previous = property;
      Property expected = followers[index(previous)];
      if (isNext(expected, parser)) {
        property = expected;
      } else if (parser.hasToken(JsonToken.FIELD_NAME)) {
        property = properties.get(parser.currentName());
        followers[index(previous)] = property;
      } else {
        break;
      }
      parser.nextToken();
      read(property, parser, context, object, values);
    }
    Object record = toRecord(parser, context, values);
    session.reuse(values);
    return record;
  }

  /** Moves to the next token, and returns whether it is the name of the expected property. */
  private static boolean isNext(@Nullable Property expected, JsonParser parser) throws IOException {
    if (expected == null) {
      parser.nextToken();
      return false;
    }
    return parser.nextFieldName(expected.name);
  }

  private int index(@Nullable Property property) {
    return property == null ? unknownIndex : property.index;
  }

  /**
   * Reads the value at the current token. If a name occurs repeatedly, the last value counts.
   *
   * @param property the property, or null if it is unknown
   */
  private void read(
      @Nullable Property property,
      JsonParser parser,
      DeserializationContext context,
      JsonStreamContext object,
      @Nullable Object[] values)
      throws IOException {
    try {
      if (property == null) {
        unknown(values).put(parser.currentName(), UnknownValues.read(parser));
      } else {
        readKnown(property, parser, context, object, values);
      }
    } catch (IOException e) {
      throw JsonMappingException.wrapWithPath(
          e,
          handledType(),
          property == null ? DecodingFailure.UNKNOWN_PROPERTY : property.component.getName());
    }
  }

  private void readKnown(
      Property property,
      JsonParser parser,
      DeserializationContext context,
      JsonStreamContext object,
      @Nullable Object[] values)
      throws IOException {
    // The location of a string or number is still known after a failure.
    JsonLocation start =
        parser.currentToken().isStructStart() ? parser.currentTokenLocation() : null;
    try {
      values[property.index] = property.component.deserialize(parser, context);
      if (values[unknownIndex] != null) {
        unknown(values).remove(property.component.getName());
      }
    } catch (JsonMappingException | InputCoercionException e) {
      DecodingSession session = DecodingSession.of(context);
      if (property.essential || session.isStrict() || !isMisfit(e)) {
        throw e;
      }
      values[property.index] = null;
      JsonLocation location = start != null ? start : parser.currentTokenLocation();
      unknown(values).put(property.component.getName(), session.rawValue(location));
      session.add(property.misfit);
      skipRest(parser, object, e);
    }
  }

  /** Moves the parser to the last token of the value that could not be deserialized. */
  private static void skipRest(JsonParser parser, JsonStreamContext object, IOException failure)
      throws IOException {
    while (parser.getParsingContext() != object) {
      if (parser.nextToken() == null) {
        throw failure;
      }
    }
  }

  /** Returns the unknown properties among the values, and creates them if there are none yet. */
  @SuppressWarnings("unchecked") // nothing else is stored at this index
  private Map<String, @Nullable Object> unknown(@Nullable Object[] values) {
    Object unknown = values[unknownIndex];
    if (unknown == null) {
      unknown = new LinkedHashMap<String, @Nullable Object>();
      values[unknownIndex] = unknown;
    }
    return (Map<String, @Nullable Object>) unknown;
  }

  private Object toRecord(
      JsonParser parser, DeserializationContext context, @Nullable Object[] values)
      throws IOException {
    for (int i = 0; i < required.size(); i++) {
      if (values[required.get(i).index] == null) {
        throw missing(required.get(i), parser);
      }
    }
    Object record = jackson.getValueInstantiator().createFromObjectWith(context, values);
    if (isEmpty(values)) {
      DecodingSession.of(context).addEmptyRecord(record);
    }
    return record;
  }

  /** Returns whether there is no value of a known property, not even one that does not fit. */
  private boolean isEmpty(@Nullable Object[] values) {
    for (int i = 0; i < size; i++) {
      if (i != unknownIndex && values[i] != null) {
        return false;
      }
    }
    return values[unknownIndex] == null
        || Collections.disjoint(unknown(values).keySet(), properties.keySet());
  }

  private JsonMappingException missing(Property property, JsonParser parser) {
    return JsonMappingException.wrapWithPath(
        MismatchedInputException.from(parser, property.component.getType(), "is missing"),
        handledType(),
        property.component.getName());
  }

  /**
   * Returns whether a value does not fit its type. Otherwise, it is not JSON, or is beyond the
   * limits of the parser, which can then not continue.
   */
  private static boolean isMisfit(IOException failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof IOException
          && !(e instanceof JsonMappingException)
          && !(e instanceof InputCoercionException)) {
        return false;
      }
    }
    return true;
  }
}
