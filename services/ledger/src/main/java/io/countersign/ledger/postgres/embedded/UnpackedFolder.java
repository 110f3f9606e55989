package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** A folder with all that is in it. */
record UnpackedFolder(Path root) {
  private static final int CHUNK = 1 << 16;

  /** SHA-256 over each path, whether it can be run, and its content or where it points to. */
  String digest() throws IOException {
    try (var paths = Files.walk(root)) {
      var entries = paths.filter(it -> !it.equals(root)).sorted().toList();
      var lines = entries.parallelStream().map(this::line).toList();
      var all = sha256();
      lines.forEach(line -> all.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(all.digest());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String line(Path entry) {
    try {
      return root.relativize(entry) + "\0" + content(entry) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path entry) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      return "link " + Files.readSymbolicLink(entry);
    }
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return "folder";
    }
    return (Files.isExecutable(entry) ? "program " : "file ") + hash(entry);
  }

  private static String hash(Path file) throws IOException {
    var digest = sha256();
    try (var in = Files.newInputStream(file)) {
      var chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing where it isn't there; links are removed, never followed. */
  void delete() throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (var path : bottomUp()) {
      Files.delete(path);
    }
  }

  private List<Path> bottomUp() throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
