package io.countersign.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashListTest {
  @TempDir Path home;

  @Test
  void theLastCrashWithinTheTimeIsTold() throws Exception {
    var crashes = new CrashList(home.resolve("restarts"));
    assertThat(crashes.lastSince(Instant.EPOCH)).isEmpty();
    Files.writeString(
        home.resolve("restarts"), "2026-01-01T00:00:00Z 137\n2026-01-02T00:00:00Z 3\nhalf a li\n");
    assertThat(crashes.lastSince(Instant.parse("2026-01-01T12:00:00Z")))
        .hasValue(new CrashList.Crash(Instant.parse("2026-01-02T00:00:00Z"), "3"));
    assertThat(crashes.lastSince(Instant.parse("2026-01-02T00:00:00Z"))).isEmpty();
  }
}
