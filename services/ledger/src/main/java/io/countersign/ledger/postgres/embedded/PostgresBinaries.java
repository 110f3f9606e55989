package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked where only this user can write. What is run is what the product
 * ships: the digests of both are compared at each start.
 */
public final class PostgresBinaries {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String DIGESTS = "/postgresql-programs.sha256";
  private static final int ANYBODY_RUNS = 0111;

  private PostgresBinaries() {}

  /** The archive of this machine's architecture, on the class path. */
  static String archive() {
    var architecture = System.getProperty("os.arch");
    return architecture.equals("aarch64")
        ? "postgres-linux-arm_64.txz"
        : "postgres-linux-x86_64.txz";
  }

  /** By the archive's name: what {@link UnpackedFolder#digest} says once it's unpacked. */
  static Map<String, String> digests() throws IOException {
    try (var in = resource(DIGESTS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" +", -1))
          .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
    }
  }

  /** Unpacks into the folder whatever isn't there as it was shipped. */
  public static void ensure(Path folder) throws IOException {
    var wanted = digests().get(archive());
    var there = new UnpackedFolder(folder);
    if (Files.isDirectory(folder) && there.digest().equals(wanted)) {
      return;
    }
    if (Files.exists(folder)) {
      LOG.warn("{} isn't what this version ships; it's unpacked again", folder);
    }
    there.delete();
    var fresh = new UnpackedFolder(Files.createTempDirectory(folder.getParent(), "unpacking"));
    unpack(archive(), fresh.root());
    if (!fresh.digest().equals(wanted)) {
      fresh.delete();
      throw new IOException("the PostgreSQL on the class path isn't the one of this version");
    }
    Files.move(fresh.root(), folder);
  }

  static void unpack(String archive, Path folder) throws IOException {
    try (var raw = resource("/" + archive);
        var tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    var path = folder.resolve(entry.getName()).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("an entry that leads elsewhere: " + entry.getName());
    }
    makeFolder(entry.isDirectory() ? path : Objects.requireNonNull(path.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (!entry.isDirectory()) {
      Files.copy(content, path);
      mode(path, (entry.getMode() & ANYBODY_RUNS) == 0 ? "rw-------" : "rwx------");
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static InputStream resource(String name) throws IOException {
    var found = PostgresBinaries.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException("there is no embedded PostgreSQL for this machine: " + name);
    }
    return found;
  }
}
