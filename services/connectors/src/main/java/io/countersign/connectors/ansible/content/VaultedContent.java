package io.countersign.connectors.ansible.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The encrypted content below some paths, whole files and single values, and what it holds. */
public final class VaultedContent {
  /** Every encrypted text begins so. */
  public static final String MARK = "$ANSIBLE_VAULT;";

  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 1024L * 1024;
  private static final YAMLMapper YAML = new YAMLMapper();

  /** A value within a file: the mark, and lines of digits, each indented. */
  private static final Pattern INLINE =
      Pattern.compile(
          "\\$ANSIBLE_VAULT;[0-9.;A-Za-z_-]+\\s*\\n(?:[ \\t]*[0-9a-f]+[ \\t]*\\r?\\n?)+");

  private VaultedContent() {}

  /**
   * Each encrypted text, as it may be decrypted by itself.
   *
   * @throws IOException where something can't be read, or there is more than anybody can look at
   */
  public static List<String> find(List<Path> roots) throws IOException {
    var found = new ArrayList<String>();
    for (var root : roots) {
      for (var file : files(root)) {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        INLINE.matcher(text).results().map(it -> unindented(it.group())).forEach(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (var all = Files.find(root, 40, VaultedContent::isText, FileVisitOption.FOLLOW_LINKS)) {
      var files = all.limit(MOST_FILES + 1L).toList();
      if (files.size() > MOST_FILES) {
        throw new IOException("more than " + MOST_FILES + " files");
      }
      return files;
    }
  }

  private static boolean isText(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && attributes.size() <= MOST_BYTES;
  }

  private static String unindented(String block) {
    return block.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }

  /** The values that a decrypted text holds: itself, its lines, and what it is to YAML. */
  public static Set<String> values(String text) {
    var values = new LinkedHashSet<String>();
    values.add(text.strip());
    text.lines().map(String::strip).filter(line -> line.length() >= 8).forEach(values::add);
    try {
      leaves(YAML.readTree(text)).map(String::strip).forEach(values::add);
    } catch (JacksonException e) {
      // No YAML: its lines are what can be known of it.
    }
    values.remove("");
    return values;
  }

  private static Stream<String> leaves(JsonNode node) {
    if (node.isContainer()) {
      return node.values().stream().flatMap(VaultedContent::leaves);
    }
    var text = node.asString("");
    return Stream.concat(Stream.of(text), text.lines().filter(line -> line.strip().length() >= 4));
  }
}
