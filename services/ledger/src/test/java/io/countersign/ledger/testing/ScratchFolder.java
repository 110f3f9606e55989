package io.countersign.ledger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A folder for what tests throw away, in memory where the machine has a file system for that: a
 * database is hundreds of files, and many disks take longer to make and delete them than a test
 * takes with them. Whoever asks for one deletes it; what a JVM that was killed left behind goes
 * when the next one begins.
 */
public final class ScratchFolder implements TempDirFactory {
  private static final String PREFIX = "countersign-tests-";
  private static final long ENOUGH_BYTES = 2L << 30;
  private static final Path PARENT = parent();

  public static Path create() throws IOException {
    return Files.createTempDirectory(PARENT, PREFIX + ProcessHandle.current().pid() + "-");
  }

  /** JUnit's, which it deletes itself. */
  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    return create();
  }

  public static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whoever looks after what a run leaves behind says where: {@code COUNTERSIGN_TEST_SCRATCH}. */
  private static Path parent() {
    var named = System.getenv("COUNTERSIGN_TEST_SCRATCH");
    return named == null || named.isEmpty() ? roomiest() : Path.of(named);
  }

  private static Path roomiest() {
    try {
      var memory = Path.of("/dev/shm");
      boolean isRoomy =
          Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= ENOUGH_BYTES;
      var parent = isRoomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
      deleteAbandoned(parent);
      return parent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAbandoned(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
      for (var folder : folders) {
        var owner = folder.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
          tryToDelete(folder);
        }
      }
    }
  }

  private static void tryToDelete(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      // another JVM that begins just now is at it, too
    }
  }
}
