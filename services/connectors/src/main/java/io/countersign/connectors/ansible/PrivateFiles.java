package io.countersign.connectors.ansible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Files and directories that nobody else may look into. */
final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /** Fails if it's there. */
  static void create(Path path) throws IOException {
    Files.createFile(path, mode("rw-------"));
  }

  static void write(Path path, String text) throws IOException {
    create(path);
    Files.writeString(path, text);
  }

  /** Whole or not at all, over what is there. */
  static void replace(Path path, byte[] content) throws IOException {
    var fresh = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".new");
    Files.write(fresh, content);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Fails if it's there. */
  static void directory(Path path) throws IOException {
    Files.createDirectory(path, mode("rwx------"));
  }

  static void directories(Path path) throws IOException {
    Files.createDirectories(path, mode("rwx------"));
  }

  /** With all that is in it; links are removed, never followed. */
  static void remove(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (var found = Files.walk(path)) {
      for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
