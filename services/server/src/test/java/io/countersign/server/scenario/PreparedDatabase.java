package io.countersign.server.scenario;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.Database;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.UnpackedBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An embedded PostgreSQL's folder, made and migrated once a JVM: a server begins with a copy. */
final class PreparedDatabase {
  private static final String BINARIES = "bin";

  /** Made when it's first asked for. */
  private static final class Original {
    static final Path FOLDER = create();
  }

  private PreparedDatabase() {}

  /**
   * The programs are links to those that all tests use: a server replaces, it never writes them.
   */
  static void copyTo(Path folder) throws IOException {
    var original = Original.FOLDER;
    try (var paths = Files.walk(original)) {
      for (var path : paths.filter(it -> !it.startsWith(original.resolve(BINARIES))).toList()) {
        var copy = folder.resolve(original.relativize(path));
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    UnpackedBinaries.linkInto(folder);
  }

  private static Path create() {
    try {
      var folder = ScratchFolder.create();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      UnpackedBinaries.linkInto(folder);
      Database.open(LedgerSettings.embedded(folder)).close();
      return folder;
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
