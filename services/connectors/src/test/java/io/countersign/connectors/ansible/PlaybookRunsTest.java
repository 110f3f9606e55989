package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class PlaybookRunsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;

  /** A run that isn't started yet has no process: that alone must not make it over. */
  @Test
  void whoComesTooLateDoesNotEndARunThatIsJustBeingStarted() throws IOException {
    var store = new RunStore(folder);
    var runs = new PlaybookRuns(store);
    var run =
        start(
            runs,
            claimed -> {
              var late = start(runs, _ -> fail());
              assertThat(late).isEqualTo(claimed);
              assertThat(runs.isOver(claimed, NOW)).isFalse();
              return ProcessHandle.current();
            });
    assertThat(store.find("key-1", _ -> false)).contains(run);
    assertThat(run.record().orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());
  }

  private static RunDirectory start(PlaybookRuns runs, PlaybookRuns.Starter starter)
      throws IOException {
    var record =
        new RunRecord(
            "key-1", "service/rig/web", Map.of(), null, NOW, NOW.plusSeconds(60), 0, null);
    return runs.start(record, JsonNodeFactory.instance.objectNode(), Map.of(), _ -> false, starter);
  }

  private static ProcessHandle fail() {
    throw new AssertionError("the key was started twice");
  }
}
