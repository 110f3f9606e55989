package io.countersign.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.log.CheckpointPublisher.Attempt;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.ledger.log.witness.PublicationStanding;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.NaiveNote;
import io.countersign.ledger.testing.NaiveTree;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.StoredTree;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.testing.TrippedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads of the tree are signed by this log's keys, and published once others vouch for them. */
@OnAnyPostgres
class CheckpointPublisherTest {
  private static final String ORIGIN = "log.example/t";

  private final TestDatabase database = TestDatabase.create();
  private final StoredTree tree = new StoredTree(database);
  private final Transactions transactions =
      new Transactions(new TrippedSource(database, _ -> false).source());
  private final LogSequencer sequencer = new LogSequencer(transactions, 1_000, () -> {});
  private final ProvableRecord record = new ProvableRecord(transactions, Cosigners.NONE);

  @TempDir(factory = ScratchFolder.class)
  private Path home;

  private LogKeyFile keys;

  @BeforeEach
  void place() {
    keys = new LogKeyFile(home.resolve("log.key"));
  }

  /** One that answers as the test says, and keeps what it's asked. */
  private static final class Witness implements Cosigners {
    private final List<Head> asked = new ArrayList<>();
    private final List<List<String>> shown = new ArrayList<>();
    private boolean agrees;
    private long seen;

    @Override
    public String quorum() {
      return "1 of 1 witnesses";
    }

    @Override
    public Outcome cosign(Head head, LongFunction<List<String>> consistency) {
      asked.add(head);
      shown.add(consistency.apply(seen));
      if (!agrees) {
        return new Outcome(false, List.of(), List.of("w1 can't be reached"), List.of());
      }
      seen = head.size();
      var id = new byte[] {1, 2, 3, 4, (byte) asked.size()};
      var line = "\u2014 w1.example " + Base64.getEncoder().encodeToString(id);
      return new Outcome(true, List.of(line), List.of(), List.of());
    }
  }

  private CheckpointPublisher publisher(Cosigners cosigners) {
    return publisher(keys, cosigners);
  }

  private CheckpointPublisher publisher(LogKeyFile store, Cosigners cosigners) {
    return new CheckpointPublisher(transactions, new LogKeyring(store, ORIGIN), cosigners);
  }

  private void grow(int many) {
    tree.append(many);
    sequencer.step();
  }

  private NaiveNote published() {
    return NaiveNote.parse(record.checkpoint().orElseThrow().note());
  }

  @Test
  void aHeadIsSignedByBothKeysWhenTheTreeHasGrown() {
    var publisher = publisher(Cosigners.NONE);
    assertThat(publisher.publish()).isEqualTo(Attempt.NOTHING);
    grow(300);
    assertThat(publisher.publish()).isEqualTo(Attempt.PUBLISHED);
    assertThat(publisher.publish()).isEqualTo(Attempt.NOTHING);
    var note = published();
    assertThat(note.body())
        .isEqualTo(
            ORIGIN
                + "\n300\n"
                + Base64.getEncoder().encodeToString(NaiveTree.root(tree.leaves()))
                + "\n");
    assertThat(keys.current().orElseThrow().keys()).allMatch(it -> note.isSignedBy(it.toString()));
    assertThat(note.signatures()).hasSize(2);
  }

  @Test
  void aLogKeepsItsNameAndKeysOverRestarts() {
    grow(3);
    publisher(Cosigners.NONE).publish();
    tree.endTurns();
    grow(3);
    var other =
        new CheckpointPublisher(transactions, new LogKeyring(keys, "other"), Cosigners.NONE);
    assertThat(other.publish()).isEqualTo(Attempt.PUBLISHED);
    assertThat(published().origin()).isEqualTo(ORIGIN);
    assertThat(published().size()).isEqualTo(6);
  }

  @Test
  void aNameIsMadeUpWhereNoneIsGiven() {
    grow(1);
    new CheckpointPublisher(transactions, new LogKeyring(keys, ""), Cosigners.NONE).publish();
    assertThat(published().origin()).matches("countersign\\.local/[0-9a-f]{8}");
  }

  /**
   * Such as on a database that was restored without the home; who has the key isn't kept waiting.
   */
  @Test
  void nobodyElsesKeySignsAndItIsSaid() {
    grow(3);
    publisher(Cosigners.NONE).publish();
    tree.endTurns();
    grow(3);
    var foreign = publisher(new LogKeyFile(home.resolve("other.key")), Cosigners.NONE);
    assertThat(foreign.publish()).isEqualTo(Attempt.FAILED);
    assertThat(record.progress().problem()).startsWith("the key of this log isn't here: " + ORIGIN);
    assertThat(record.provedUpTo()).isEqualTo(3);
    assertThat(publisher(Cosigners.NONE).publish()).isEqualTo(Attempt.PUBLISHED);
    assertThat(record.progress().problem()).isEmpty();
  }

  /** A19: what nobody vouched for isn't published; the backlog is, by a later head. */
  @Test
  void publicationWaitsForTheQuorum() {
    var witness = new Witness();
    var publisher = publisher(witness);
    grow(5);
    assertThat(publisher.publish()).isEqualTo(Attempt.FAILED);
    assertThat(publisher.publish()).isEqualTo(Attempt.FAILED);
    assertThat(record.checkpoint()).isEmpty();
    assertThat(record.proof(1)).isEqualTo(new ProofAnswer.NotPublished(0));
    assertThat(record.progress().problem()).isEqualTo("w1 can't be reached");
    grow(4);
    witness.agrees = true;
    assertThat(publisher.publish()).isEqualTo(Attempt.PUBLISHED);
    assertThat(witness.asked).extracting(Cosigners.Head::size).containsExactly(5L, 5L, 9L);
    assertThat(published().size()).isEqualTo(9);
    assertThat(published().signatures()).hasSize(3).last().asString().contains("w1.example");
    assertThat(record.progress().problem()).isEmpty();
    tree.append(1);
    assertThat(record.proof(10)).isEqualTo(new ProofAnswer.NotInTree(9));
    assertThat(record.proof(9)).isInstanceOf(ProofAnswer.Proof.class);
  }

  @Test
  void aWitnessIsShownThatWhatItSawIsStillTheBeginning() {
    var witness = new Witness();
    var publisher = publisher(witness);
    witness.agrees = true;
    grow(5);
    publisher.publish();
    var old = published();
    grow(600);
    publisher.publish();
    var path = witness.shown.getLast().stream().map(Base64.getDecoder()::decode).toList();
    assertThat(NaiveTree.isConsistent(5, old.root(), 605, NaiveTree.root(tree.leaves()), path))
        .isTrue();
    assertThat(witness.shown.getFirst()).isEmpty();
    var text = record.consistency(5, 605).orElseThrow();
    assertThat(text)
        .startsWith("countersign.dev/consistency@v1\nold 5\nnew 605\n")
        .contains("\n\n" + old.body() + "\n")
        .endsWith(record.checkpoint().orElseThrow().note());
    assertThat(record.consistency(605, 5)).isEmpty();
    assertThat(record.consistency(4, 605)).isEmpty();
  }

  @Test
  void headsAreFoundByWhatTheyCover() {
    var publisher = publisher(Cosigners.NONE);
    grow(5);
    publisher.publish();
    grow(5);
    publisher.publish();
    assertThat(record.checkpointCovering(5)).get().returns(5L, PublishedHead::size);
    assertThat(record.checkpointCovering(6)).get().returns(10L, PublishedHead::size);
    assertThat(record.checkpointCovering(11)).isEmpty();
    assertThat(record.checkpoint(10)).isPresent();
    assertThat(record.checkpoint(7)).isEmpty();
  }

  /** Whoever's turn it is says which witnesses are needed; nobody else confirms for them. */
  @Test
  void theRuleIsThatOfWhoseTurnItIs() {
    var witness = new Witness();
    witness.agrees = true;
    var one = publisher(witness);
    grow(3);
    assertThat(one.publish()).isEqualTo(Attempt.PUBLISHED);
    var other = publisher(Cosigners.NONE);
    other.start();
    other.close();
    assertThat(counted(witness)).isEqualTo(3);
    assertThat(counted(Cosigners.NONE)).isZero();
    tree.endTurns();
    assertThat(other.publish()).isEqualTo(Attempt.NOTHING);
    assertThat(counted(witness)).isZero();
    assertThat(counted(Cosigners.NONE)).isEqualTo(3);
    tree.endTurns();
    witness.agrees = false;
    assertThat(publisher(witness).publish()).isEqualTo(Attempt.FAILED);
    confirmed(Cosigners.NONE);
    assertThat(counted(witness)).isZero();
    assertThat(counted(Cosigners.NONE)).isZero();
    confirmed(witness);
    assertThat(counted(witness)).isEqualTo(3);
  }

  private long counted(Cosigners by) {
    return transactions.call(sql -> PublicationStanding.of(by.quorum(), sql)).size();
  }

  private void confirmed(Cosigners by) {
    transactions.call(
        sql -> {
          CheckpointTable.confirm(by.quorum(), sql);
          return null;
        });
  }

  @Test
  void ofTwoServersOnePublishes() {
    var one = publisher(Cosigners.NONE);
    var other = publisher(Cosigners.NONE);
    grow(1);
    assertThat(one.publish()).isEqualTo(Attempt.PUBLISHED);
    grow(1);
    assertThat(other.publish()).isEqualTo(Attempt.STANDBY);
    one.start();
    one.close();
    assertThat(other.publish()).isIn(Attempt.PUBLISHED, Attempt.NOTHING);
  }
}
