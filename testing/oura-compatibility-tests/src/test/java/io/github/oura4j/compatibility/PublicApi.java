// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what programs can use of a module, one line for each type and member. Canonical
 * constructors of records are left out: they change with every property that Oura adds.
 */
final class PublicApi {
  private static final int SHOWN =
      Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.PROTECTED;

  private PublicApi() {}

  /** The lines for all classes that stand in one folder or jar with a class. */
  static List<String> ofModuleWith(Class<?> one) {
    try {
      URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        return ofClassesIn(path, one.getClassLoader());
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return ofClassesIn(jar.getPath("/"), one.getClassLoader());
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines for all classes under a folder. */
  static List<String> ofClassesIn(Path folder, ClassLoader loader) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.startsWith("io/github/oura4j/") && file.endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .filter(file -> !file.contains("/internal/"))
          .map(file -> file.replace('/', '.').replaceFirst("[.]class$", ""))
          .sorted()
          .map(name -> load(name, loader))
          .filter(PublicApi::isReachable)
          .flatMap(type -> lines(type).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isReachable(Class<?> type) {
    return isVisible(type.getModifiers())
        && !type.isSynthetic()
        && (type.getEnclosingClass() == null || isReachable(type.getEnclosingClass()));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> lines(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers())) {
        members.add(
            modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic() && !type.isRecord()) {
        members.add("new" + parameters(constructor));
      }
    }
    for (Class<?> owner = type;
        owner != null && isOurs(owner, type);
        owner = owner.getSuperclass()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isGiven(method)) {
          members.add(method(method));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(declaration(type));
    members.forEach(member -> lines.add("  " + member));
    return lines;
  }

  /** What a type inherits from one that cannot be named counts as its own. */
  private static boolean isOurs(Class<?> owner, Class<?> type) {
    return owner == type
        || (owner.getName().startsWith("io.github.oura4j.") && !isReachable(owner));
  }

  /** Every type has the methods of Object, and every enum its two. */
  private static boolean isGiven(Method method) {
    boolean isEnums =
        method.getDeclaringClass().isEnum() && method.getName().matches("values|valueOf");
    return isEnums
        || Arrays.stream(Object.class.getMethods())
            .anyMatch(
                one ->
                    one.getName().equals(method.getName())
                        && Arrays.equals(one.getParameterTypes(), method.getParameterTypes()));
  }

  private static String declaration(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
    boolean plain = type.isInterface() || type.isRecord() || type.isEnum();
    StringBuilder line = new StringBuilder(type.isSealed() ? "sealed " : "");
    line.append(plain ? "" : modifiers(type.getModifiers() & ~Modifier.STATIC))
        .append(kind)
        .append(' ')
        .append(type.getName().replace('$', '.'))
        .append(typeParameters(type.getTypeParameters()));
    List<Type> above = new ArrayList<>();
    if (!plain && type.getSuperclass() != Object.class) {
      above.add(type.getGenericSuperclass());
    }
    above.addAll(List.of(type.getGenericInterfaces()));
    return above.isEmpty() ? line.toString() : line + " : " + names(above.toArray(Type[]::new));
  }

  private static String method(Method method) {
    String thrown =
        method.getExceptionTypes().length == 0
            ? ""
            : " throws " + names(method.getGenericExceptionTypes());
    String modifiers = (method.isDefault() ? "default " : "") + modifiers(method.getModifiers());
    String parameters = typeParameters(method.getTypeParameters());
    return modifiers
        + (parameters.isEmpty() ? "" : parameters + " ")
        + name(method.getGenericReturnType())
        + " "
        + method.getName()
        + parameters(method)
        + thrown;
  }

  private static String parameters(Executable executable) {
    return "(" + names(executable.getGenericParameterTypes()) + ")";
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Stream.of(variables)
        .map(
            variable ->
                variable.getBounds()[0] == Object.class
                    ? variable.getName()
                    : variable.getName() + " extends " + names(variable.getBounds()))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String modifiers(int modifiers) {
    String words = Modifier.toString(modifiers & SHOWN);
    return words.isEmpty() ? "" : words + " ";
  }

  private static String names(Type[] types) {
    return Stream.of(types).map(PublicApi::name).collect(Collectors.joining(", "));
  }

  /** The name without its package, as it stands in a program. */
  private static String name(Type type) {
    return type.getTypeName().replaceAll("\\b([a-z][a-z0-9_]*[.])+(?=[A-Z])", "").replace('$', '.');
  }
}
