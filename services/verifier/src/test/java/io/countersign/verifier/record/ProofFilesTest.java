package io.countersign.verifier.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.testing.CheckpointColumns;
import io.countersign.verifier.testing.LogKeys;
import io.countersign.verifier.testing.SampleLog;
import io.countersign.verifier.tree.PlainTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofFilesTest {
  private static final LogKeys KEYS = LogKeys.of("log.example/proofs");
  private static final Instant NOW = Instant.ofEpochSecond(LogKeys.TIME + 60);
  private static final HeadCheck HEADS = new HeadCheck(KEYS.policy(true), NOW);
  private static final SampleLog LOG = SampleLog.random(KEYS, 23, new Random(1));

  @Test
  void everyEventIsProved() {
    for (int i = 0; i < 23; i++) {
      var findings = EventProof.verify(bytes(LOG.proof(i)), HEADS);
      assertThat(findings.verdict()).isEqualTo(Verdict.OK);
      assertThat(findings.facts()).containsEntry("position", i + 1L).containsEntry("size", 23L);
    }
  }

  /** A10: whatever bit is turned, of the path, index, size, root, signatures or entry. */
  @Test
  void noBitOfAProofCanBeTurned() {
    var proof = bytes(LOG.proof(9));
    int last = new String(proof, StandardCharsets.UTF_8).lastIndexOf("\n\u2014 witness");
    var passed =
        IntStream.range(0, 8 * proof.length)
            .filter(i -> !isInside(proof, i / 8, last) || i % 8 == i / 8 % 8)
            .parallel()
            .filter(i -> isOk(SampleLog.flipped(proof, i / 8, i % 8)))
            .boxed()
            .toList();
    assertThat(passed).isEmpty();
  }

  /** Of the long signature one bit a character is enough. */
  private static boolean isInside(byte[] proof, int at, int last) {
    return at > last - 3000 && at < last && proof.length > 3000;
  }

  private static boolean isOk(byte[] proof) {
    return EventProof.verify(proof, HEADS).verdict() == Verdict.OK;
  }

  /** A11. */
  @Test
  void aPathOfAnotherLengthIsNamed() {
    var proof = LOG.proof(9);
    var path = proof.substring(proof.indexOf("index 9\n") + 8, proof.indexOf("\n\n") + 1);
    var first = path.substring(0, 45);
    assertFault(FaultCode.PATH_LENGTH, EventProof.verify(bytes(proof.replace(first, "")), HEADS));
    assertFault(
        FaultCode.PATH_LENGTH,
        EventProof.verify(bytes(proof.replace(first, first + first)), HEADS));
  }

  /** A13: the two hashes beneath an inner node, said to be an entry. */
  @Test
  void anInnerNodeIsNotProvedAsALeaf() {
    var leaves = LOG.leaves();
    var node = new byte[64];
    leaves.get(0).copyTo(node, 0);
    leaves.get(1).copyTo(node, 32);
    var path = new PlainTree(leaves).path(0, 23);
    var proof =
        "c2sp.org/tlog-proof@v1\nextra "
            + Base64.getEncoder().encodeToString(node)
            + "\nindex 0\n"
            + String.join(
                "\n", path.subList(1, path.size()).stream().map(Object::toString).toList())
            + "\n\n"
            + LOG.head().note();
    assertThat(EventProof.verify(bytes(proof), HEADS).verdict()).isEqualTo(Verdict.TAMPERED);
  }

  /** A14: a right signature of another log. */
  @Test
  void aCheckpointOfAnotherLogIsNamed() {
    var other = SampleLog.random(LogKeys.of("log.example/other"), 9, new Random(2));
    assertFault(FaultCode.ORIGIN, EventProof.verify(bytes(other.proof(3)), HEADS));
  }

  /** A25: the real key over a larger tree that no witness has seen. */
  @Test
  void aTreeOfAStolenKeyLacksTheQuorum() {
    var forged = SampleLog.random(KEYS, 40, new Random(3));
    forged.resign(true);
    assertFault(FaultCode.QUORUM, EventProof.verify(bytes(forged.proof(3)), HEADS));
  }

  /** A26. */
  @Test
  void withoutAWitnessItIsTheLogsWordAlone() {
    var heads = new HeadCheck(KEYS.policy(false), NOW);
    var findings = EventProof.verify(bytes(LOG.proof(3)), heads);
    assertThat(findings.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(findings.doubts().getFirst()).startsWith("log signature only");
    var unknown = EventProof.verify(bytes(LOG.proof(3)), new HeadCheck(null, NOW));
    assertThat(unknown.verdict()).isEqualTo(Verdict.UNCLEAR);
  }

  /** A27: an hour ahead; a few minutes are clocks that differ. */
  @Test
  void aCosignatureFromTheFutureDoesNotCount() {
    var log = LOG.copy();
    for (long ahead : new long[] {-86_400, 200, 3600}) {
      var root = log.head().root();
      var note = KEYS.sign(23, root, true, NOW.getEpochSecond() + ahead);
      log.checkpoints.set(log.checkpoints.size() - 1, new CheckpointColumns(23, root, note, true));
      var findings = EventProof.verify(bytes(log.proof(3)), HEADS);
      if (ahead == 3600) {
        assertFault(FaultCode.COSIGNATURE_TIME, findings);
      } else {
        assertThat(findings.verdict()).isEqualTo(Verdict.OK);
      }
    }
  }

  @Test
  void aLogsOtherKeyHasToSignToo() {
    var log = LOG.copy();
    var head = log.head();
    var lines = head.note().split("\n", -1);
    var without = head.note().replace(lines[5] + "\n", "");
    log.checkpoints.set(
        log.checkpoints.size() - 1, new CheckpointColumns(23, head.root(), without, true));
    assertFault(FaultCode.SIGNATURE, EventProof.verify(bytes(log.proof(3)), HEADS));
    var oneKey = KEYS.policyText(true).replace("log " + KEYS.logToo().key() + "\n", "");
    var heads = new HeadCheck(LogKeys.policy(oneKey), NOW);
    assertThat(EventProof.verify(bytes(log.proof(3)), heads).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aProofOfWhatIsNoEventOrElsewhereIsNamed() {
    var log = LOG.copy();
    log.events.get(4).position = 77;
    log.seal(23);
    assertFault(FaultCode.ENTRY, EventProof.verify(bytes(log.proof(4)), HEADS));
    log.events.get(4).payload = "{ }";
    log.seal(23);
    assertFault(FaultCode.ENTRY, EventProof.verify(bytes(log.proof(4)), HEADS));
    var bare = LOG.proof(4).replaceFirst("extra .*\n", "");
    assertThat(EventProof.verify(bytes(bare), HEADS).verdict()).isEqualTo(Verdict.UNCLEAR);
  }

  @Test
  void everyPairOfHeadsIsConsistent() {
    var log = LOG.copy();
    log.seal(0, 1, 5, 8, 16, 22, 23);
    for (var old : log.checkpoints) {
      for (var fresh : log.checkpoints) {
        if (old.size() <= fresh.size()) {
          var file = log.consistency(old, fresh);
          assertThat(ConsistencyFile.verify(bytes(file), HEADS).verdict()).isEqualTo(Verdict.OK);
        }
      }
    }
  }

  @Test
  void anotherHistoryIsNotConsistent() {
    var log = LOG.copy();
    log.seal(9, 23);
    var old = log.checkpoints.getFirst();
    var rewritten = LOG.copy();
    rewritten.events.get(2).type = "forged";
    rewritten.seal(23);
    assertFault(
        FaultCode.ROOT,
        ConsistencyFile.verify(bytes(rewritten.consistency(old, rewritten.head())), HEADS));
    var good = log.consistency(old, log.head());
    var shorter = good.replaceFirst("(new 23\n).*\n", "$1");
    assertFault(FaultCode.PATH_LENGTH, ConsistencyFile.verify(bytes(shorter), HEADS));
    assertFault(
        FaultCode.MALFORMED, ConsistencyFile.verify(bytes(good.replace("old 9", "old 8")), HEADS));
    assertFault(FaultCode.MALFORMED, ConsistencyFile.verify(bytes("countersign"), HEADS));
  }

  @Test
  void aCheckpointWithTheRightRootOfAnotherSizeIsRefused() {
    var log = LOG.copy();
    var root = log.head().root();
    var text = new TreeHead(KEYS.origin(), 24, root).text();
    var note = log.head().note().replace(new TreeHead(KEYS.origin(), 23, root).text(), text);
    log.checkpoints.set(log.checkpoints.size() - 1, new CheckpointColumns(23, root, note, true));
    assertFault(FaultCode.SIGNATURE, EventProof.verify(bytes(log.proof(3)), HEADS));
  }

  private static void assertFault(FaultCode fault, RecordFindings findings) {
    assertThat(findings.verdict()).isEqualTo(Verdict.TAMPERED);
    assertThat(findings.mismatches()).extracting(Mismatch::fault).isEqualTo(List.of(fault));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
