// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of the repository, with the parts that tests look at: code blocks, tables, links
 * and the anchors that other files can link to.
 */
record MarkdownFile(Path path, String text) {
  /** The root of the repository, seen from this module, which is the working directory of tests. */
  static final Path ROOT = Path.of("../..");

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\\n(.*?)```(?:\\n\\n```text\\n(.*?)```)?", Pattern.DOTALL);

  /** A Java code block, and the output block that follows it at once; null if there is none. */
  record Example(String code, String output) {}

  /** Reads a file by its path from the root of the repository. */
  static MarkdownFile at(String path) throws IOException {
    return read(ROOT.resolve(path));
  }

  private static MarkdownFile read(Path path) throws IOException {
    return new MarkdownFile(path, Files.readString(path));
  }

  /** Returns every Markdown file of the repository. */
  static List<MarkdownFile> all() throws IOException {
    List<MarkdownFile> pages = new ArrayList<>();
    for (Path file : filesOfTheRepository()) {
      if (file.toString().endsWith(".md")) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  /** Returns every file of the repository, except what Git, a build or an editor has written. */
  static List<Path> filesOfTheRepository() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return Set.of("target", ".git", ".idea").contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Returns the path from the root of the repository. */
  String name() {
    return ROOT.relativize(path).toString();
  }

  List<Example> examples() {
    return EXAMPLE
        .matcher(text)
        .results()
        .map(block -> new Example(block.group(1), block.group(2)))
        .toList();
  }

  /** Returns the targets of all links. */
  List<String> links() {
    String prose = INLINE_CODE.matcher(withoutCodeBlocks()).replaceAll("code");
    return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
  }

  /** Returns the anchors of all headings, formed as GitHub does. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> repetitions = new HashMap<>();
    HEADING
        .matcher(withoutCodeBlocks())
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int earlier = repetitions.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private String withoutCodeBlocks() {
    return CODE_BLOCK.matcher(text).replaceAll("");
  }

  /**
   * Returns the rows of a table, each as the text of its cells.
   *
   * @param firstHeading the text of the first cell of its head
   */
  List<List<String>> table(String firstHeading) {
    List<String> lines = text.lines().toList();
    int head = 0;
    while (head < lines.size() && !lines.get(head).startsWith("| " + firstHeading + " |")) {
      head++;
    }
    if (head == lines.size()) {
      throw new AssertionError(name() + " has no table that begins with: " + firstHeading);
    }
    return lines.stream()
        .skip(head + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(MarkdownFile::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Stream.of(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  /** Returns what the group of a pattern matches, in the order of the text. */
  static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
