package io.countersign.witness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.note.SignatureType;
import io.countersign.witness.testing.GrowingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a log as a crash may leave it: before and after each of its steps. */
class WitnessedLogTest {
  private final GrowingLog log = GrowingLog.named("log.example", SignatureType.ED25519);

  @TempDir private Path scratch;
  private WitnessFolder folder;
  private Path files;

  @BeforeEach
  void create() throws Exception {
    var keys = WitnessKeys.generate("witness.example/w1", List.of(CosignatureKind.ED25519));
    folder = WitnessFolder.create(scratch.resolve("witness"), keys);
    folder.trust(log.keys().getFirst());
    files = scratch.resolve("witness/logs").resolve(WitnessFolder.hash(log.origin()));
  }

  @Test
  void aCrashBeforeTheRenameLeavesTheOldHead() throws Exception {
    grow(5, 100);
    var old = Files.readAllBytes(files.resolve("head"));
    grow(9, 200);
    var next = Files.readAllBytes(files.resolve("head"));
    for (int length = 0; length <= next.length; length += 7) {
      Files.write(files.resolve("head"), old);
      Files.write(files.resolve("head.new"), Arrays.copyOf(next, length));
      assertThat(head().tree(log.origin()).size()).isEqualTo(5);
      assertThat(head().time()).isEqualTo(100);
    }
    grow(9, 300); // over what was left
    assertThat(head().tree(log.origin()).size()).isEqualTo(9);
    assertThat(files.resolve("head.new")).doesNotExist();
  }

  /** A head that can't be read is never taken for none: the witness would sign another tree. */
  @Test
  void noPartOfAHeadPassesForAHead() throws Exception {
    grow(5, 100);
    var whole = Files.readAllBytes(files.resolve("head"));
    for (int i = 0; i < whole.length; i++) {
      Files.write(files.resolve("head"), Arrays.copyOf(whole, i));
      assertThatThrownBy(this::head).isInstanceOf(FolderException.class);
      var flipped = whole.clone();
      flipped[i] ^= 1;
      Files.write(files.resolve("head"), flipped);
      assertThatThrownBy(this::head).isInstanceOf(FolderException.class);
    }
    Files.delete(files.resolve("head"));
    assertThatThrownBy(this::head).isInstanceOf(FolderException.class).hasMessageContaining("gone");
    assertThatThrownBy(() -> log().turn()).isInstanceOf(FolderException.class);
  }

  @Test
  void whatACrashLeftInTheHistoryIsWrittenOver() throws Exception {
    grow(5, 100);
    var five = Files.readString(files.resolve("history.0"));
    Files.writeString(
        files.resolve("history.0"), five + log.checkpoint(7).toString().substring(0, 50));
    grow(9, 200);
    assertThat(files.resolve("history.0")).hasContent(five + log.checkpoint(9) + "\n");
  }

  @Test
  void aTreeThatIsCosignedAgainMakesNothingGrow() throws Exception {
    grow(5, 100);
    long before = Files.size(files.resolve("history.0"));
    for (int time = 101; time < 200; time++) {
      try (var turn = log().turn()) {
        turn.repeat(log.checkpoint(5), time);
      }
    }
    assertThat(Files.size(files.resolve("history.0"))).isEqualTo(before);
    assertThat(head().time()).isEqualTo(199);
  }

  @Test
  void theHistoryHasRoomForSoMuch() throws Exception {
    var history = new CosignedHistory(files, 1_000);
    var place = CosignedHistory.Place.FIRST;
    for (int size = 1; size <= 100; size++) {
      place = history.append(place, log.checkpoint(size).toString());
    }
    try (var all = Files.list(files)) {
      assertThat(all.filter(it -> it.getFileName().toString().startsWith("history."))).hasSize(2);
    }
    assertThat(files.resolve("history." + place.file()))
        .content(StandardCharsets.UTF_8)
        .contains("\n100\n");
    assertThat(Files.size(files.resolve("history." + (place.file() - 1)))).isLessThan(1_300);
  }

  @Test
  void whoFindsALogTakenWaitsOnlySoLong() throws Exception {
    var mine = new LogLock(files.resolve("lock"), Duration.ofMillis(20));
    var others = new LogLock(files.resolve("lock"), Duration.ofMillis(20));
    try (var held = mine.acquire()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(others::acquire).isInstanceOf(IOException.class);
      var thread =
          Thread.ofVirtual()
              .unstarted(() -> assertThatThrownBy(mine::acquire).isInstanceOf(IOException.class));
      thread.start();
      thread.join();
    }
    others.acquire().close();
    mine.acquire().close();
  }

  @Test
  void onlyTheFirstEvidenceIsKept() throws Exception {
    grow(5, 100);
    for (int at = 1; at < 4; at++) {
      try (var turn = log().turn()) {
        turn.keepEvidence(log.forkedAt(at).checkpoint(5));
      }
    }
    assertThat(log().evidence().orElseThrow())
        .hasContent(log.checkpoint(5) + "\n" + log.forkedAt(1).checkpoint(5));
  }

  @Test
  void otherFoldersAreNoLogs() throws Exception {
    Files.createDirectory(files.resolveSibling(".new-1"));
    Files.createDirectory(files.resolveSibling("x"));
    assertThat(folder.logs()).hasSize(1);
    assertThat(folder.byHash("../logs/" + WitnessFolder.hash(log.origin()))).isEmpty();
  }

  private void grow(long size, long time) throws Exception {
    try (var turn = log().turn()) {
      turn.grow(log.checkpoint(size), time);
    }
  }

  private WitnessedLog log() throws IOException {
    return folder.log(log.origin()).orElseThrow();
  }

  private WitnessHead head() throws IOException {
    return log().head();
  }
}
