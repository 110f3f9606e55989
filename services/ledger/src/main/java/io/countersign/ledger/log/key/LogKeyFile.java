package io.countersign.ledger.log.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The log's keys in a file for its owner alone, and the next ones in another beside it. A file is
 * there as a whole or not at all: it's written under another name, brought to the disk, and
 * renamed.
 */
public final class LogKeyFile implements LogKeyStore {
  private static final int OTHERS = 077;

  private final Path file;
  private final Path nextFile;

  public LogKeyFile(Path file) {
    this.file = file;
    this.nextFile = file.resolveSibling(file.getFileName() + ".next");
  }

  @Override
  public Optional<CheckpointSigner> current() {
    return read(file);
  }

  @Override
  public Optional<CheckpointSigner> next() {
    return read(nextFile);
  }

  @Override
  public CheckpointSigner create(String origin) {
    return current().orElseGet(() -> written(origin, file));
  }

  @Override
  public CheckpointSigner prepare(String origin) {
    return next().orElseGet(() -> written(origin, nextFile));
  }

  @Override
  public void promote() {
    try {
      Files.move(
          nextFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      throw new UnusableKeyException("the log's next key can't take over: " + e.getMessage(), e);
    }
  }

  private static Optional<CheckpointSigner> read(Path from) {
    try {
      int mode = (int) Files.getAttribute(from, "unix:mode");
      if ((mode & OTHERS) != 0) {
        throw new UnusableKeyException(
            ("others may reach the log's key %s (mode %s): chmod 600 %s, and rotate it if they may"
                    + " have read it (no command does that yet)")
                .formatted(from, Integer.toOctalString(mode & 07777), from));
      }
      return Optional.of(LogKeyPairs.parse(Files.readString(from)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableKeyException("%s can't be used: %s".formatted(from, e.getMessage()), e);
    }
  }

  private CheckpointSigner written(String origin, Path to) {
    var pairs = LogKeyPairs.generate(origin);
    var unfinished = to.resolveSibling(to.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      write(pairs.text(), unfinished);
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
      return pairs;
    } catch (IOException e) {
      throw new UnusableKeyException("the log's key can't be kept: " + e.getMessage(), e);
    }
  }

  private static void write(String text, Path to) throws IOException {
    var mode = PosixFilePermissions.fromString("rw-------");
    try (var channel =
        FileChannel.open(
            to,
            EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            PosixFilePermissions.asFileAttribute(mode))) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void syncFolder() throws IOException {
    var folder = file.toAbsolutePath().getParent();
    try (var channel = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    }
  }
}
