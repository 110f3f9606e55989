package io.countersign.verifier.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.testing.LogKeys;
import io.countersign.verifier.testing.SampleLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeExportTest {
  private static final LogKeys KEYS = LogKeys.of("log.example/exports");
  private static final HeadCheck HEADS =
      new HeadCheck(KEYS.policy(true), Instant.ofEpochSecond(LogKeys.TIME + 60));
  private static final SampleLog LOG = SampleLog.random(KEYS, 40, new Random(1));

  @Test
  void everyRangeIsProved() throws Exception {
    for (int from = 0; from <= 40; from += 3) {
      for (int to = from; to <= 40; to += 4) {
        assertThat(verify(LOG.export(from, to)).verdict()).isEqualTo(Verdict.OK);
      }
    }
  }

  @Test
  void whoVerifiesMayReadTheEntries() throws Exception {
    var read = new ArrayList<Long>();
    var text = String.join("\n", LOG.export(7, 10)) + "\n";
    RangeExport.verify(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        HEADS,
        (index, entry) -> read.add(EntryText.read(entry).orElseThrow().position() - index));
    assertThat(read).containsExactly(1L, 1L, 1L);
  }

  /** Three hundred seeded ways to change an export; each is found, and its first leaf is named. */
  @Test
  void everyTamperingIsFound() throws Exception {
    var random = new Random(2);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(20);
      int to = from + 3 + random.nextInt(18);
      var lines = new ArrayList<>(LOG.export(from, to));
      int at = 1 + random.nextInt(to - from);
      int leaf = from + at - 1;
      int first = tamper(i % 8, lines, at, leaf, random);
      var findings = verify(lines);
      assertThat(findings.verdict()).as("case %d", i).isEqualTo(Verdict.TAMPERED);
      if (first >= 0) {
        assertThat(findings.first().orElseThrow().from()).as("case %d", i).isEqualTo(first);
      }
    }
  }

  /** Answers the leaf that has to be named. */
  private static int tamper(int kind, List<String> lines, int at, int leaf, Random random) {
    var line = lines.get(at);
    switch (kind) {
      case 0 -> lines.set(at, line.replaceFirst("2026-01", "2025-01"));
      case 1 -> lines.remove(at);
      case 2 -> {
        int other = at + 1 == lines.size() - 1 ? at - 1 : at + 1;
        Collections.swap(lines, at, other);
        return leaf + Math.min(other - at, 0);
      }
      case 3 -> lines.add(at, line);
      case 4 -> lines.subList(at, lines.size()).clear();
      case 5 -> lines.set(0, SampleLog.random(KEYS, 40, random).export(leaf, leaf).getFirst());
      case 6 -> {
        var changed = LOG.copy();
        changed.events.get(leaf).type = "forged"; // with a hash that fits
        lines.set(at, changed.export(leaf, leaf + 1).get(1));
        return -1;
      }
      default -> {
        int bit = random.nextInt(lines.getFirst().length() - 20);
        var bytes = SampleLog.flipped(lines.getFirst().getBytes(StandardCharsets.UTF_8), bit, 0);
        lines.set(0, new String(bytes, StandardCharsets.UTF_8));
        return -1;
      }
    }
    return kind == 3 || kind == 5 ? -1 : leaf;
  }

  @Test
  void whatIsNoExportIsRefused() throws Exception {
    assertThat(verify(List.of("")).verdict()).isEqualTo(Verdict.TAMPERED);
    var more = new ArrayList<>(LOG.export(0, 2));
    more.add(more.getLast());
    assertThat(verify(more).verdict()).isEqualTo(Verdict.TAMPERED);
    var longer = LOG.export(0, 40);
    longer.set(0, longer.getFirst().replace("\"to\":40", "\"to\":41"));
    assertThat(verify(longer).verdict()).isEqualTo(Verdict.TAMPERED);
    var beside = LOG.export(0, 2);
    beside.set(1, beside.get(1).replaceFirst("}}?,\"hash\"", "},\"x\":{},\"hash\""));
    assertThat(verify(beside).verdict()).isEqualTo(Verdict.TAMPERED);
  }

  private static RecordFindings verify(List<String> lines) throws IOException {
    var text = String.join("\n", lines) + "\n";
    return RangeExport.verify(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), HEADS, (index, it) -> {});
  }
}
