// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import feign.RequestLine;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares the members of generated classes with what a description and the templates lead to, and
 * nothing else: a member more would be code that came with a text of the description.
 */
final class GeneratedMembers {
  private static final Set<String> OF_TEMPLATES =
      Set.of(
          "model.DataType",
          "model.DataType$Kind",
          "model.Document",
          "model.Page",
          "model.Sample",
          "model.Unmodifiable",
          "model.package-info",
          "api.ForDataType",
          "api.QueryTextExpander",
          "api.UtcTimestampExpander",
          "api.package-info");

  private final JsonNode description;
  private final Set<String> found = new TreeSet<>();

  private GeneratedMembers(JsonNode description) {
    this.description = description;
  }

  static void assertExpected(GeneratedCode code, JsonNode description) throws Exception {
    GeneratedMembers members = new GeneratedMembers(description);
    try (URLClassLoader loader = code.loader()) {
      for (Path file : classFiles(code)) {
        String name = code.classes().relativize(file).toString().replace('/', '.');
        Class<?> type =
            Class.forName(name.substring(0, name.length() - ".class".length()), true, loader);
        members.check(type, file);
      }
    }
    assertThat(members.found).isEqualTo(members.expected());
  }

  private static List<Path> classFiles(GeneratedCode code) throws IOException {
    try (Stream<Path> files = Files.walk(code.classes())) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private void check(Class<?> type, Path file) throws Exception {
    String name = type.getName().replace("io.github.oura4j.", "");
    if (OF_TEMPLATES.contains(name)) {
      return;
    }
    if (type.isRecord()) {
      assertRecord(type);
      assertThat(hasInitializer(file)).as("initializer of %s", name).isFalse();
    } else if (type.isInterface()) {
      assertInterface(type);
      assertThat(hasInitializer(file)).as("initializer of %s", name).isFalse();
    } else if (!type.isMemberClass()) {
      assertOpenEnum(type);
    } else {
      // The members of nested classes are checked with the class that declares them.
      assertThat(name).matches("model\\.\\w+[$](Builder|Known)");
    }
  }

  private void assertRecord(Class<?> type) throws Exception {
    List<String> components = new ArrayList<>();
    Set<String> properties = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component.getName());
      JsonProperty property =
          type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
      if (property != null) {
        properties.add(property.value());
      }
    }
    found.add("record " + properties);
    assertThat(names(type.getDeclaredFields())).containsExactlyInAnyOrderElementsOf(components);
    List<String> methods = new ArrayList<>(components);
    methods.addAll(List.of("builder", "toBuilder", "toString", "hashCode", "equals"));
    if (names(type.getDeclaredMethods()).contains("firstDay")) {
      methods.add("firstDay");
    }
    assertThat(names(type.getDeclaredMethods())).containsExactlyInAnyOrderElementsOf(methods);
    assertThat(type.getDeclaredConstructors()).hasSize(1);
    assertThat(type.getDeclaredClasses()).hasSize(1);
    assertBuilder(type.getDeclaredClasses()[0], components, properties);
  }

  private static void assertBuilder(Class<?> builder, List<String> components, Set<String> known)
      throws Exception {
    List<String> fields = new ArrayList<>(components);
    fields.add("KNOWN");
    assertThat(names(builder.getDeclaredFields())).containsExactlyInAnyOrderElementsOf(fields);
    Field names = builder.getDeclaredField("KNOWN");
    names.setAccessible(true);
    assertThat(names.get(null)).isEqualTo(known);
    List<String> methods = new ArrayList<>(components);
    methods.remove("unknownProperties");
    methods.addAll(List.of("build", "unknownProperty"));
    assertThat(names(builder.getDeclaredMethods())).containsExactlyInAnyOrderElementsOf(methods);
    assertThat(builder.getDeclaredConstructors()).hasSize(1);
    assertThat(builder.getDeclaredClasses()).isEmpty();
  }

  private void assertOpenEnum(Class<?> type) throws Exception {
    Set<String> values = new TreeSet<>();
    List<String> fields = new ArrayList<>(List.of("BY_VALUE", "value", "known"));
    for (Field field : type.getFields()) {
      values.add((String) type.getMethod("value").invoke(field.get(null)));
      fields.add(field.getName());
    }
    found.add("enum " + values);
    assertThat(names(type.getDeclaredFields())).containsExactlyInAnyOrderElementsOf(fields);
    assertThat(names(type.getDeclaredMethods()))
        .containsExactlyInAnyOrder("of", "value", "known", "equals", "hashCode", "toString");
    assertThat(type.getDeclaredConstructors()).hasSize(1);
    assertThat(type.getDeclaredClasses()).hasSize(1);
    Class<?> known = type.getDeclaredClasses()[0];
    assertThat(known.getEnumConstants()).hasSize(type.getFields().length + 1);
    assertThat(names(known.getDeclaredMethods())).containsExactlyInAnyOrder("values", "valueOf");
    assertThat(names(known.getDeclaredFields())).hasSize(type.getFields().length + 1);
  }

  private void assertInterface(Class<?> type) {
    assertThat(type.getDeclaredFields()).isEmpty();
    assertThat(type.getDeclaredClasses()).isEmpty();
    for (Method method : type.getDeclaredMethods()) {
      assertThat(method.isDefault()).isFalse();
      String line = method.getAnnotation(RequestLine.class).value();
      found.add(
          "operation " + method.getName() + " " + withoutNames(line.replaceFirst("[?].*", "")));
    }
  }

  private Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    description
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              if (!schema.getKey().matches(".+Page|ValidationError.*")) {
                addTypes(schema.getValue(), expected);
              }
            });
    for (var path : description.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String line = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        String name = operation.getValue().get("operationId").asText();
        expected.add("operation " + name + " " + withoutNames(line));
        addTypes(operation.getValue(), expected);
      }
    }
    return expected;
  }

  /** The placeholders in a request line are named like the parameters in Java. */
  private static String withoutNames(String line) {
    return line.replaceAll("[{][^}]*}", "{}");
  }

  private static void addTypes(JsonNode node, Set<String> expected) {
    if (node.path("properties").isObject() && !node.get("properties").isEmpty()) {
      Set<String> names = new TreeSet<>();
      node.get("properties").fieldNames().forEachRemaining(names::add);
      expected.add("record " + names);
    }
    if (node.path("enum").isArray()) {
      Set<String> values = new TreeSet<>();
      node.get("enum").forEach(value -> values.add(value.isNull() ? "" : value.asText()));
      expected.add("enum " + values);
    }
    node.forEach(child -> addTypes(child, expected));
  }

  private static List<String> names(Member[] members) {
    return Stream.of(members).filter(member -> !member.isSynthetic()).map(Member::getName).toList();
  }

  private static boolean hasInitializer(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("<clinit>");
  }
}
