package io.countersign.ledger.log;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.ledger.testing.NaiveTree;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger whose log is read as an outsider would: entries, tiles, heads and proofs. */
@OnAnyPostgres
class ProvableRecordTest {
  private static final int EVENTS = 700;
  private static final TestDatabase DATABASE = TestDatabase.create();

  @TempDir(factory = ScratchFolder.class)
  private static Path home;

  private static Ledger ledger;
  private static ProvableRecord record;

  @BeforeAll
  static void open() {
    var keys = new LogKeyFile(home.resolve("log.key"));
    ledger =
        Ledger.openWithoutCorrelation(
            DATABASE.settings(), new LogSettings(keys, "log.example/t", Cosigners.NONE));
    record = ledger.provable();
    ledger.send(bySystem(register("person_a", Role.VIEWER))).join();
    var refused =
        new IntakeEvent.Refused("grafana", RefusalCode.BAD_REQUEST, "\u00fc\n\ud83d\ude00");
    for (int i = 0; i < EVENTS - 1; i++) {
      var _ = ledger.send(standalone(refused, ""));
    }
    Eventually.holds("published", () -> record.provedUpTo() == EVENTS);
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  private static List<byte[]> leaves() {
    var leaves = new ArrayList<byte[]>();
    record.entries(0, EVENTS, (_, entry) -> leaves.add(NaiveTree.leaf(entry)));
    return leaves;
  }

  private static List<byte[]> hashes(List<String> lines) {
    return lines.stream().map(Base64.getDecoder()::decode).toList();
  }

  @Test
  void anEntryIsOneCanonicalObjectOfItsEvent() {
    var first = new String(record.entry(1).orElseThrow(), StandardCharsets.UTF_8);
    var tree = DomainJson.tree(first);
    assertThat(CanonicalJson.write(DomainJson.read(first, Object.class))).isEqualTo(first);
    assertThat(tree.path("aggregate").path("id").asString()).isEqualTo("person_a");
    assertThat(tree.path("type").asString()).isEqualTo("access.principal-registered");
    assertThat(tree.path("t").asString()).isEqualTo("countersign-event/1");
    assertThat(tree.path("position").asLong()).isEqualTo(1);
    var fact = new String(record.entry(2).orElseThrow(), StandardCharsets.UTF_8);
    assertThat(CanonicalJson.write(DomainJson.read(fact, Object.class))).isEqualTo(fact);
    assertThat(DomainJson.tree(fact).has("aggregate")).isFalse();
    assertThat(record.entry(EVENTS + 1L)).isEmpty();
    assertThat(record.entry(0)).isEmpty();
  }

  @Test
  void bundlesHoldTheEntriesOfTheTiles() {
    var leaves = leaves();
    for (int tile = 0; tile < 3; tile++) {
      int width = Math.min(256, EVENTS - 256 * tile);
      var bundle = ByteBuffer.wrap(record.entries(tile, width).orElseThrow());
      var hashes = ByteBuffer.allocate(width * 32);
      while (bundle.hasRemaining()) {
        var entry = new byte[Short.toUnsignedInt(bundle.getShort())];
        bundle.get(entry);
        hashes.put(NaiveTree.leaf(entry));
      }
      assertThat(record.tile(0, tile, width)).hasValue(hashes.array());
      assertThat(hashes.array()).isEqualTo(NaiveTree.tile(leaves, 0, tile));
    }
    assertThat(record.tile(1, 0, 2)).hasValue(NaiveTree.tile(leaves, 1, 0));
    assertThat(record.tile(0, 2, 5)).isPresent();
    assertThat(record.tile(1, 0, 3)).isEmpty();
    assertThat(record.tile(0, 3, 1)).isEmpty();
    assertThat(record.tile(0, 0, 257)).isEmpty();
    assertThat(record.tile(64, 0, 1)).isEmpty();
    assertThat(record.entries(2, 200)).isEmpty();
    assertThat(record.entries(Long.MAX_VALUE, 1)).isEmpty();
  }

  @Test
  void theHeadIsTheTreesAndSignedTwice() {
    var head = record.checkpoint().orElseThrow();
    var root = NaiveTree.root(leaves());
    assertThat(head.size()).isEqualTo(EVENTS);
    assertThat(head.root()).isEqualTo(root);
    assertThat(head.note())
        .startsWith(
            "log.example/t\n%s\n%s\n\n\u2014 log.example/t "
                .formatted(EVENTS, Base64.getEncoder().encodeToString(root)))
        .endsWith("\n");
    assertThat(head.note().lines().filter(it -> it.startsWith("\u2014 log.example/t "))).hasSize(2);
  }

  @Test
  void everyEventIsProvedByItsFileAlone() {
    for (long position = 1; position <= EVENTS; position += 37) {
      var proof = (ProofAnswer.Proof) record.proof(position);
      int end = proof.text().indexOf("\n\n");
      var lines = proof.text().substring(0, end).lines().toList();
      var note = proof.text().substring(end + 2).lines().toList();
      assertThat(lines.getFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
      assertThat(lines.get(2)).isEqualTo("index " + (position - 1));
      var entry = Base64.getDecoder().decode(lines.get(1).substring("extra ".length()));
      assertThat(
              NaiveTree.includes(
                  NaiveTree.leaf(entry),
                  position - 1,
                  Long.parseLong(note.get(1)),
                  hashes(lines.subList(3, lines.size())),
                  Base64.getDecoder().decode(note.get(2))))
          .isTrue();
    }
    assertThat(record.proof(0)).isInstanceOf(ProofAnswer.Unknown.class);
    assertThat(record.proof(EVENTS + 1L)).isInstanceOf(ProofAnswer.Unknown.class);
    assertThat(record.provedUpTo()).isEqualTo(EVENTS);
  }

  @Test
  void progressSaysHowFarItIs() {
    var progress = record.progress();
    assertThat(progress.head()).isEqualTo(EVENTS);
    assertThat(progress.lag()).isZero();
    assertThat(progress.unpublished()).isZero();
    assertThat(progress.quorum()).isEqualTo("none");
    assertThat(progress.problem()).isEmpty();
    assertThat(progress.publishedAt()).isNotNull();
  }
}
