package io.countersign.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.load.DumpLoader;
import io.countersign.verifier.load.FolderLoader;
import io.countersign.verifier.load.LoadedRecord;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.HeadCheck;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.record.Verdict;
import io.countersign.verifier.testing.CheckpointColumns;
import io.countersign.verifier.testing.LogKeys;
import io.countersign.verifier.testing.SampleLog;
import io.countersign.verifier.tree.PlainTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that change, and records that lie in a folder of tiles. */
class RotationTest {
  private static final LogKeys OLD = LogKeys.of("log.example/rotated");
  private static final LogKeys NEW = OLD.rotated();
  private static final Instant NOW = Instant.ofEpochSecond(LogKeys.TIME + 60);

  @TempDir private Path folder;

  @Test
  void aRotatedKeyIsFollowedFromEitherSide() throws Exception {
    var log = rotated(NEW);
    for (var keys : List.of(OLD, NEW)) {
      try (var record = dump(log, keys)) {
        assertThat(verdict(record, keys).verdict()).isEqualTo(Verdict.OK);
      }
      try (var record = folder(log, keys)) {
        assertThat(verdict(record, keys).verdict()).isEqualTo(Verdict.OK);
      }
    }
  }

  @Test
  void theOldKeySignsNothingAfterwards() throws Exception {
    try (var record = dump(rotated(OLD), OLD)) {
      assertThat(verdict(record, OLD).mismatches())
          .extracting(Mismatch::fault)
          .containsOnly(FaultCode.SIGNATURE);
    }
  }

  @Test
  void aChainThatBreaksIsNamed() throws Exception {
    var log = rotated(NEW);
    rotate(log, 250, OLD, OLD.rotated()); // not by the key that it was then
    log.seal(300);
    try (var record = dump(log, OLD)) {
      assertThat(verdict(record, OLD).mismatches())
          .extracting(Mismatch::fault)
          .contains(FaultCode.ROTATION);
    }
  }

  /** A rotation at leaf 200; trees of 150 by the old key, of 300 by who is asked for. */
  private static SampleLog rotated(LogKeys after) {
    var log = SampleLog.random(OLD, 300, new Random(3));
    rotate(log, 200, OLD, NEW);
    log.retile();
    log.checkpoints.clear();
    var tree = new PlainTree(log.leaves());
    for (int size : new int[] {150, 201, 300}) {
      var root = tree.root(0, size);
      var note = (size == 150 ? OLD : after).sign(size, root, true);
      log.checkpoints.add(new CheckpointColumns(size, root, note, true));
    }
    return log;
  }

  private static void rotate(SampleLog log, int leaf, LogKeys from, LogKeys to) {
    var newKeys = List.of(to.log().key().toString(), to.logToo().key().toString());
    var text =
        "countersign-log-key-rotation/1\n"
            + from.origin()
            + "\n"
            + from.log().key()
            + "\n"
            + String.join("\n", newKeys)
            + "\n";
    var signature = from.log().sign(text.getBytes(StandardCharsets.UTF_8));
    var event = log.events.get(leaf);
    event.type = "audit.log-key-rotated";
    event.payload =
        "{\"newKeys\":[\""
            + String.join("\",\"", newKeys)
            + "\"],\"oldKey\":\""
            + from.log().key()
            + "\",\"origin\":\""
            + from.origin()
            + "\",\"signature\":\""
            + Base64.getEncoder().encodeToString(signature)
            + "\"}";
  }

  @Test
  void everyFileOfAFolderCounts() throws Exception {
    var log = SampleLog.random(OLD, 600, new Random(4));
    try (var record = folder(log, OLD)) {
      assertThat(verdict(record, OLD).verdict()).isEqualTo(Verdict.OK);
    }
    try (var files = Files.walk(folder.resolve("log"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var before = Files.readAllBytes(file);
        Files.write(file, SampleLog.flipped(before, before.length / 2, 0));
        assertTampered(file);
        Files.write(file, Arrays.copyOf(before, before.length - 1));
        assertTampered(file);
        if (!file.endsWith("checkpoint")) {
          Files.delete(file);
          assertTampered(file);
        }
        Files.write(file, before);
      }
    }
  }

  private void assertTampered(Path file) throws Exception {
    try (var record =
        FolderLoader.load(
            folder.resolve("log"), folder, heads(OLD), Optional.empty(), (a, b, c, d) -> {})) {
      assertThat(verdict(record, OLD).verdict()).as("%s", file).isEqualTo(Verdict.TAMPERED);
    }
  }

  private LoadedRecord folder(SampleLog log, LogKeys keys) throws Exception {
    return FolderLoader.load(
        log.folder(folder.resolve("log")),
        folder,
        heads(keys),
        Optional.empty(),
        (a, b, c, d) -> {});
  }

  private LoadedRecord dump(SampleLog log, LogKeys keys) throws Exception {
    return DumpLoader.load(
        log.dump(folder.resolve("dump")),
        folder,
        heads(keys),
        Optional.empty(),
        (a, b, c, d) -> {});
  }

  private static HeadCheck heads(LogKeys keys) {
    return new HeadCheck(keys.policy(true), NOW);
  }

  private static RecordFindings verdict(LoadedRecord record, LogKeys keys) {
    var findings = RecordChecks.run(RecordChecks.ALL, record);
    Coverage.tell(record, heads(keys), findings);
    return findings;
  }
}
