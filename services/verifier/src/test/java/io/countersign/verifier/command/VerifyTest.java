package io.countersign.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.testing.LogKeys;
import io.countersign.verifier.testing.SampleFiles;
import io.countersign.verifier.testing.SampleLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(LogKeys.TIME + 60));

  @TempDir private static Path folder;
  private static SampleLog log;

  private String told = "";
  private String complained = "";

  @BeforeAll
  static void write() throws IOException {
    log = SampleFiles.write(folder, 321);
  }

  @Test
  void whatIsRightEndsWithZero() {
    assertThat(run("event", "1.tlog-proof", "--policy", "policy")).isZero();
    assertThat(told).startsWith("OK").contains("type: incident.noted", "witnessedBy: w1");
    assertThat(run("range", "export.jsonl", "--policy", "policy")).isZero();
    assertThat(run("consistency", "heads.consistency", "--policy", "policy")).isZero();
    assertThat(run("fsck", "dump.sql", "--policy", "policy", "--checkpoint", "checkpoint"))
        .isZero();
    assertThat(told).doesNotContain("rolled back");
    assertThat(run("fsck", "log", "--policy", "policy")).isZero();
    assertThat(told).contains("Not checked: that nothing was rolled back");
    assertThat(run("fsck", "export.jsonl", "--policy", "policy")).isZero();
    assertThat(run("self-test")).isZero();
  }

  @Test
  void whatWasTamperedWithEndsWithOneAndNamesTheFirstLeaf() throws Exception {
    var changed = log.copy();
    changed.events.get(123).type = "forged";
    changed.events.get(300).type = "forged";
    changed.dump(folder.resolve("changed.sql"));
    assertThat(run("fsck", "changed.sql", "--policy", "policy")).isEqualTo(1);
    assertThat(told)
        .startsWith(
            "TAMPERED: the event at position 124 isn't the one that was recorded (leaf 123).")
        .contains("2 mismatches", "LEAF             300");
    assertThat(run("fsck", "changed.sql", "--policy", "policy", "--json")).isEqualTo(1);
    assertThat(told)
        .startsWith("{\"verdict\":\"tampered\",\"exit\":1,")
        .contains("{\"code\":\"LEAF\",\"from\":123,\"to\":124,");
  }

  @Test
  void whatIsForgedCannotWriteToTheTerminal() throws Exception {
    var forged = SampleLog.random(log.keys, 3, new Random(8));
    forged.events.getFirst().type = "x\u001b[2K\rOK: all\u009b1A\u202e\u007f";
    forged.seal(3);
    Files.writeString(folder.resolve("forged.tlog-proof"), forged.proof(0));
    assertThat(run("event", "forged.tlog-proof", "--policy", "policy")).isZero();
    assertThat(told).contains("  type: x?[2K?OK: all?1A??\n").doesNotContain("\u001b", "\r");
    assertThat(run("event", "forged.tlog-proof", "--policy", "policy", "--json")).isZero();
    assertThat(told).contains("x\\u001b[2K\\u000dOK: all\\u009b1A\\u202e\\u007f");
  }

  @Test
  void atMostAThousandMismatchesAreShown() throws Exception {
    var large = SampleLog.random(log.keys, 1300, new Random(1));
    large.events.forEach(it -> it.type = "forged");
    large.dump(folder.resolve("large.sql"));
    assertThat(run("fsck", "large.sql", "--policy", "policy")).isEqualTo(1);
    assertThat(told).contains("1300 mismatches");
    assertThat(told.lines().filter(it -> it.startsWith("  LEAF"))).hasSize(1000);
  }

  @Test
  void whatIsNoBundleIsNoReport() throws Exception {
    assertThat(run("report", "export.jsonl", "--policy", "policy")).isEqualTo(1);
    assertThat(told).contains("it's no bundle");
  }

  @Test
  void whatCannotBeToldEndsWithThree() throws Exception {
    assertThat(run("event", "1.tlog-proof")).isEqualTo(3);
    assertThat(told).startsWith("CAN'T TELL");
    Files.writeString(folder.resolve("broken.sql"), "COPY public.event (x) FROM stdin;\n1\n\\.\n");
    assertThat(run("fsck", "broken.sql", "--policy", "policy")).isEqualTo(3);
    Files.writeString(folder.resolve("empty.sql"), "");
    assertThat(run("fsck", "empty.sql")).isEqualTo(3);
    assertThat(complained).doesNotContain("Exception");
  }

  /** Under a policy that names witnesses: nothing is wrong with what holds nothing. */
  @Test
  void whatHoldsNoEventsIsNeverRight() throws Exception {
    var dump = Files.readString(folder.resolve("dump.sql"));
    for (var text :
        List.of(
            "",
            "any text\nof some lines\n",
            "PGDMP\u0001\u000f\u0000COPY public.event (x) FROM stdin;\n",
            "CREATE TABLE public.event (global_index bigint NOT NULL);\n",
            dump.replace("COPY public.event (", "COPY public.events ("))) {
      Files.writeString(folder.resolve("none.sql"), text);
      assertThat(run("fsck", "none.sql", "--policy", "policy")).isEqualTo(3);
      assertThat(complained).contains("a plain-text pg_dump (-Fp) with data");
    }
  }

  @Test
  void anEmptyRecordIsNotShownToBeRight() throws Exception {
    var none = SampleLog.random(log.keys, 0, new Random(2));
    none.dump(folder.resolve("no-events.sql"));
    none.folder(folder.resolve("no-entries"));
    for (var file : List.of("no-events.sql", "no-entries")) {
      assertThat(run("fsck", file, "--policy", "policy")).as(file).isEqualTo(3);
      assertThat(told).contains("no events under a checkpoint that the policy relies on");
    }
    Files.createDirectories(folder.resolve("empty"));
    assertThat(run("fsck", "empty", "--policy", "policy")).isEqualTo(3);
    Files.write(folder.resolve("nothing.jsonl"), log.export(9, 9));
    for (var command : List.of("fsck", "range")) {
      assertThat(run(command, "nothing.jsonl", "--policy", "policy")).isEqualTo(3);
      assertThat(told).contains("the export holds no leaves");
    }
  }

  @Test
  void eventsUnderNoCheckpointAreNotShownToBeRight() throws Exception {
    var bare = log.copy();
    bare.checkpoints.clear();
    bare.dump(folder.resolve("bare.sql"));
    assertThat(run("fsck", "bare.sql", "--policy", "policy")).isEqualTo(3);
    assertThat(told).contains("no events under a checkpoint that the policy relies on");
  }

  @Test
  void whatIsAskedInAWrongWayEndsWithTwo() throws Exception {
    for (var words :
        List.of(
            List.<String>of(),
            List.of("verify"),
            List.of("event"),
            List.of("event", "no-such-file"),
            List.of("event", "checkpoint", "checkpoint"),
            List.of("event", "checkpoint", "--policy"),
            List.of("event", "checkpoint", "--policy", "checkpoint"),
            List.of("event", "checkpoint", "--polcy", "policy"),
            List.of("fsck", "export.jsonl", "--checkpoint", "checkpoint"))) {
      assertThat(run(words.toArray(String[]::new))).as("%s", words).isEqualTo(2);
      assertThat(complained).contains("Usage:");
    }
    assertThat(run("--help")).isZero();
  }

  /** Names that are files here are meant so. */
  private int run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var asked =
        List.of(words).stream()
            .map(it -> Files.exists(folder.resolve(it)) ? folder.resolve(it).toString() : it)
            .toList();
    int exit =
        new Verify(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                CLOCK)
            .run(asked);
    told = out.toString(StandardCharsets.UTF_8);
    complained = err.toString(StandardCharsets.UTF_8);
    return exit;
  }
}
