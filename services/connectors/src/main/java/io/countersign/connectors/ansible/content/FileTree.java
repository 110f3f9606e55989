package io.countersign.connectors.ansible.content;

import io.countersign.domain.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files below some paths, each with its content's digest; links are followed. */
public final class FileTree {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 128L * 1024 * 1024;

  /** Git's own files change without any of the others doing so, and nothing includes them. */
  private static final Set<String> LEFT_OUT = Set.of(".git");

  private final Set<Path> unbound;
  private final Map<String, Object> found = new TreeMap<>();
  private long bytes;

  /**
   * @param unbound files and directories that are no part of it
   */
  public FileTree(Set<Path> unbound) {
    this.unbound = Set.copyOf(unbound);
  }

  /**
   * Adds what is there, or that nothing is.
   *
   * @throws IOException where something can't be read, or there is more than anybody can look at
   */
  public void add(Path root) throws IOException {
    if (!Files.exists(root)) {
      found.put(root.toString(), "absent");
      return;
    }
    Files.walkFileTree(
        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor());
  }

  /** Path to digest; whoever may run a file matters, since Ansible runs inventories that may be. */
  public Map<String, Object> files() {
    return Map.copyOf(found);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      var name = String.valueOf(directory.getFileName());
      return LEFT_OUT.contains(name) || unbound.contains(directory)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (unbound.contains(file)) {
        return FileVisitResult.CONTINUE;
      }
      // A link to nothing, a pipe or a socket: reading it may never end.
      found.put(
          file.toString(),
          attributes.isRegularFile() ? digest(file) : "neither a file nor a directory");
      if (found.size() > MOST_FILES) {
        throw new IOException("more than " + MOST_FILES + " files");
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private String digest(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      var read = content.readNBytes((int) Math.max(0, MOST_BYTES - bytes) + 1);
      bytes += read.length;
      if (bytes > MOST_BYTES) {
        throw new IOException("more than " + MOST_BYTES / 1024 / 1024 + " MiB");
      }
      return Digest.of(read).hex() + (Files.isExecutable(file) ? " executable" : "");
    }
  }
}
