package io.countersign.witness.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that survive the loss of power: the old content or the new one, never a part. */
final class DurableFiles {
  private static final Set<OpenOption> ANEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
  private static final Set<OpenOption> FIRST =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final String NEXT = ".new";

  private DurableFiles() {}

  /** Writes beside, makes it durable, and only then puts it in the old one's place. */
  static void replace(Path file, byte[] content) throws IOException {
    var next = file.resolveSibling(file.getFileName() + NEXT);
    write(next, content, ANEW, "rw-r--r--");
    rename(next, file);
  }

  /** A file that only its owner may read, and that wasn't there. */
  static void createPrivate(Path file, byte[] content) throws IOException {
    write(file, content, FIRST, "rw-------");
    synchroniseFolder(parent(file));
  }

  /** Moves a file or a folder, durably. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    synchroniseFolder(parent(to));
  }

  /** Folders that only their owner may enter. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
    var above = folder.toAbsolutePath().getParent();
    if (above != null) {
      synchroniseFolder(above);
    }
  }

  static void synchroniseFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static void write(FileChannel channel, byte[] content) throws IOException {
    var buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void write(Path file, byte[] content, Set<OpenOption> options, String permissions)
      throws IOException {
    try (var channel = FileChannel.open(file, options, permissions(permissions))) {
      write(channel, content);
      channel.force(true);
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private static Path parent(Path file) {
    var parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no folder above " + file);
    }
    return parent;
  }
}
