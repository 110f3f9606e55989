package io.countersign.domain.policy.bundle;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a bundle: all that policy is, and nothing else.
 *
 * @param files sorted by name, each name once
 */
public record BundleContent(List<File> files) {
  /** More than an installation has; what is uploaded is bounded by it. */
  public static final int MOST_FILES = 500;

  /** Of all names and texts in UTF-8. */
  public static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /**
   * One file.
   *
   * @param name relative, with {@code /}, such as {@code runbooks/scale-out.yaml}
   */
  public record File(String name, String text) {
    /**
     * @throws IllegalArgumentException for a name that isn't one or leads elsewhere, or a text
     *     without a written form
     */
    public File {
      if (!name.matches(NAME + "(/" + NAME + "){0,4}") || name.contains("..")) {
        throw new IllegalArgumentException("not a name of a policy file: " + name);
      }
      var _ = CanonicalJson.write(text);
    }

    public Digest digest() {
      return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @throws IllegalArgumentException for none or too many, too much text, or a name that is there
   *     twice
   */
  public BundleContent {
    files = files.stream().sorted(Comparator.comparing(File::name)).toList();
    if (files.isEmpty() || files.size() > MOST_FILES) {
      throw new IllegalArgumentException("a bundle has 1 to " + MOST_FILES + " files");
    }
    if (files.stream().map(File::name).distinct().count() < files.size()) {
      throw new IllegalArgumentException("two files of a bundle have the same name");
    }
    if (files.stream().mapToLong(BundleContent::size).sum() > MOST_BYTES) {
      throw new IllegalArgumentException("a bundle has at most " + MOST_BYTES + " bytes");
    }
  }

  private static long size(File file) {
    return size(file.name(), file.text());
  }

  /** Whether these texts by name are more than a bundle may have. */
  public static boolean isTooLarge(Map<String, String> texts) {
    return texts.size() > MOST_FILES
        || texts.entrySet().stream().mapToLong(it -> size(it.getKey(), it.getValue())).sum()
            > MOST_BYTES;
  }

  private static long size(String name, String text) {
    return (long) name.length() + text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** SHA-256 over the canonical JSON of all names and of the digests of what stands in them. */
  public Digest digest() {
    return Digest.ofJson(Map.of("t", "countersign-policy-bundle/1", "files", digests()));
  }

  private Map<String, String> digests() {
    return files.stream()
        .collect(Collectors.toMap(File::name, it -> it.digest().hex(), (a, _) -> a, TreeMap::new));
  }

  /** As it's kept: canonical JSON, an object of texts by name. */
  public byte[] bytes() {
    var texts = new TreeMap<String, Object>();
    files.forEach(it -> texts.put(it.name(), it.text()));
    return CanonicalJson.write(texts).getBytes(StandardCharsets.UTF_8);
  }

  /** The files by name. */
  public Map<String, String> texts() {
    return files.stream()
        .collect(Collectors.toMap(File::name, File::text, (a, _) -> a, TreeMap::new));
  }
}
