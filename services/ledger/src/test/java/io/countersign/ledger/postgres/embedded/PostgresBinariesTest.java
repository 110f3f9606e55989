package io.countersign.ledger.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.UnpackedBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(2)
class PostgresBinariesTest {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

  @TempDir(factory = ScratchFolder.class)
  Path home;

  /** With {@code -Dcountersign.regenerate=true} they are written: after another version came. */
  @Test
  void theDigestsAreThoseOfTheArchives() throws IOException {
    var digests = new TreeMap<String, String>();
    for (var archive : new String[] {"postgres-linux-arm_64.txz", "postgres-linux-x86_64.txz"}) {
      PostgresBinaries.unpack(archive, home.resolve(archive));
      digests.put(archive, new UnpackedFolder(home.resolve(archive)).digest());
    }
    if (Boolean.getBoolean("countersign.regenerate")) {
      var lines =
          digests.entrySet().stream().map(it -> it.getValue() + "  " + it.getKey()).toList();
      Files.write(Path.of("src/main/resources/postgresql-programs.sha256"), lines);
    }
    assertThat(PostgresBinaries.digests()).isEqualTo(digests);
  }

  @Test
  void whatWasSwappedIsReplacedBeforeItRunsAndNobodyElseGetsAtIt() throws IOException {
    var bin = home.resolve("bin");
    UnpackedBinaries.linkInto(home);
    var original = new UnpackedFolder(bin).digest();
    assertThat(original).isEqualTo(PostgresBinaries.digests().get(PostgresBinaries.archive()));

    var swapped = bin.resolve("bin").resolve("postgres");
    var size = Files.size(swapped);
    // It's a link to what other tests run.
    Files.delete(swapped);
    Files.writeString(swapped, "#!/bin/sh\n" + "#".repeat((int) size - 10));
    PostgresBinaries.ensure(bin);
    assertThat(new UnpackedFolder(bin).digest()).isEqualTo(original);
    try (var paths = Files.walk(bin)) {
      assertThat(paths.filter(path -> !Files.isSymbolicLink(path)))
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .doesNotContainAnyElementsOf(OTHERS));
    }
    Files.writeString(bin.resolve("lib").resolve("added.so"), "x");
    assertThat(new UnpackedFolder(bin).digest()).isNotEqualTo(original);
  }
}
