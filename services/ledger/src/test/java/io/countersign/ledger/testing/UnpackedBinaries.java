package io.countersign.ledger.testing;

import io.countersign.ledger.postgres.embedded.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once a JVM of tests: a folder gets them as links, at once. */
public final class UnpackedBinaries {
  private static final String BIN = "bin";

  /** Made when it's first asked for. */
  private static final class Original {
    static final Path FOLDER = create();
  }

  private UnpackedBinaries() {}

  /**
   * @param home of an embedded server that hasn't any yet
   */
  public static void linkInto(Path home) throws IOException {
    try (var paths = Files.walk(Original.FOLDER)) {
      for (var path : paths.toList()) {
        link(path, home.resolve(BIN).resolve(Original.FOLDER.relativize(path)));
      }
    }
  }

  private static void link(Path original, Path copy) throws IOException {
    if (Files.isSymbolicLink(original)) {
      Files.createSymbolicLink(copy, Files.readSymbolicLink(original));
    } else if (Files.isDirectory(original)) {
      Files.createDirectories(copy);
    } else {
      Files.createLink(copy, original);
    }
  }

  private static Path create() {
    try {
      var folder = ScratchFolder.create();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      PostgresBinaries.ensure(folder.resolve(BIN));
      return folder.resolve(BIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      ScratchFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
