// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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
import org.jspecify.annotations.Nullable;

/**
 * Lists the public API of a module as text, one line for each type and member, {@code @Nullable}
 * included. Reads compiled classes by reflection, so that generated code is covered as well.
 *
 * <p>Left out are {@code internal} packages, and the canonical constructors of generated models,
 * which change with every property that Oura adds.
 */
public final class PublicApi {
  private static final String MODELS = "io.github.oura4j.model";
  private static final int SHOWN =
      Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.PROTECTED;

  private PublicApi() {}

  /** Returns the lines for all classes in the folder or jar that a class was loaded from. */
  public static List<String> ofModuleContaining(Class<?> member) {
    try {
      URI location = member.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(location);
      if (Files.isDirectory(path)) {
        return ofClassesIn(path, member.getClassLoader());
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return ofClassesIn(jar.getPath("/"), member.getClassLoader());
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the lines for all classes in a folder and its subfolders. */
  public static List<String> ofClassesIn(Path folder, ClassLoader loader) {
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
        && !type.getPackageName().matches(".*[.]internal([.].*)?")
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
            modifiers(field.getModifiers())
                + name(field.getAnnotatedType())
                + " "
                + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers())
          && !constructor.isSynthetic()
          && !isGeneratedModel(type)) {
        members.add("new(" + names(parameterTypes(constructor)) + ")");
      }
    }
    for (Class<?> owner = type;
        owner != null && isOurs(owner, type);
        owner = owner.getSuperclass()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isOnEveryType(method)) {
          members.add(method(method));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(declaration(type));
    members.forEach(member -> lines.add("  " + member));
    return lines;
  }

  /**
   * Returns the parameter types of a constructor; those of a canonical constructor are taken from
   * the components of its record, since javac loses annotations inside their type arguments.
   */
  private static List<AnnotatedType> parameterTypes(Constructor<?> constructor) {
    RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
    boolean isCanonical =
        components != null
            && Arrays.equals(
                constructor.getParameterTypes(),
                Stream.of(components).map(RecordComponent::getType).toArray());
    return isCanonical
        ? Stream.of(components).map(RecordComponent::getAnnotatedType).toList()
        : List.of(constructor.getAnnotatedParameterTypes());
  }

  private static boolean isGeneratedModel(Class<?> type) {
    return type.isRecord() && type.getPackageName().equals(MODELS);
  }

  /** Members inherited from a type that programs cannot name count as declared here. */
  private static boolean isOurs(Class<?> owner, Class<?> type) {
    return owner == type
        || (owner.getName().startsWith("io.github.oura4j.") && !isReachable(owner));
  }

  /** Methods of Object, and values and valueOf of enums, say nothing about a type. */
  private static boolean isOnEveryType(Method method) {
    boolean isOnEveryEnum =
        method.getDeclaringClass().isEnum() && method.getName().matches("values|valueOf");
    return isOnEveryEnum
        || Arrays.stream(Object.class.getMethods())
            .anyMatch(
                objectMethod ->
                    objectMethod.getName().equals(method.getName())
                        && Arrays.equals(
                            objectMethod.getParameterTypes(), method.getParameterTypes()));
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
    List<AnnotatedType> supertypes = new ArrayList<>();
    if (!plain && type.getSuperclass() != Object.class) {
      supertypes.add(type.getAnnotatedSuperclass());
    }
    supertypes.addAll(List.of(type.getAnnotatedInterfaces()));
    return supertypes.isEmpty() ? line.toString() : line + " : " + names(supertypes);
  }

  private static String method(Method method) {
    String thrown =
        method.getExceptionTypes().length == 0
            ? ""
            : " throws " + names(List.of(method.getAnnotatedExceptionTypes()));
    String modifiers = (method.isDefault() ? "default " : "") + modifiers(method.getModifiers());
    String parameters = typeParameters(method.getTypeParameters());
    return modifiers
        + (parameters.isEmpty() ? "" : parameters + " ")
        + name(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + "("
        + names(List.of(method.getAnnotatedParameterTypes()))
        + ")"
        + thrown;
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Stream.of(variables)
        .map(variable -> variable.getName() + bounds(List.of(variable.getAnnotatedBounds())))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(List<AnnotatedType> bounds) {
    return names(bounds).equals("Object") ? "" : " extends " + names(bounds);
  }

  private static String modifiers(int modifiers) {
    String words = Modifier.toString(modifiers & SHOWN);
    return words.isEmpty() ? "" : words + " ";
  }

  private static String names(List<AnnotatedType> types) {
    return types.stream().map(PublicApi::name).collect(Collectors.joining(", "));
  }

  /** Returns the type as it is written in a program, without packages. */
  private static String name(AnnotatedType type) {
    String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedArrayType array) {
      // Java writes the annotation of the array itself before the brackets, not before the element.
      return name(array.getAnnotatedGenericComponentType())
          + (nullable.isEmpty() ? "[]" : " @Nullable []");
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Type raw = ((ParameterizedType) type.getType()).getRawType();
      List<AnnotatedType> arguments = List.of(parameterized.getAnnotatedActualTypeArguments());
      return nullable + simpleName(raw) + "<" + names(arguments) + ">";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      List<AnnotatedType> lower = List.of(wildcard.getAnnotatedLowerBounds());
      return lower.isEmpty()
          ? "?" + bounds(List.of(wildcard.getAnnotatedUpperBounds()))
          : "? super " + names(lower);
    }
    return nullable + simpleName(type.getType());
  }

  private static String simpleName(Type type) {
    return type.getTypeName().replaceAll("\\b([a-z][a-z0-9_]*[.])+(?=[A-Z])", "").replace('$', '.');
  }
}
