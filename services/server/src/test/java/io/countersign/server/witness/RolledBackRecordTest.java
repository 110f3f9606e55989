package io.countersign.server.witness;

import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.audit.RollbackCommand.AcceptRollback;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RolledBackException;
import io.countersign.ledger.Submission;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.log.witness.PublicationStanding;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.StoredTree;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.witness.store.CosignatureKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that its witness has seen larger: nothing is written until somebody decides. */
class RolledBackRecordTest {
  private static final String ORIGIN = "log.example/t";
  private static final InstantSource CLOCK = InstantSource.system();

  private final GivenLogKeys keys = GivenLogKeys.of(GivenLogKeys.generate(ORIGIN), "");
  private RunningWitness witness;

  @BeforeEach
  void start() throws Exception {
    var log = keys.current().orElseThrow().key().toString();
    witness = RunningWitness.start("one", log, CLOCK, CosignatureKind.ED25519);
  }

  @AfterEach
  void close() throws Exception {
    witness.close();
  }

  private Ledger open(TestDatabase database) {
    var policy = WitnessPolicyFile.parse(witness.policy() + "quorum one\n");
    var cosigners = new HttpCosigners(policy, new BoundedHttp(), CLOCK);
    return Ledger.openWithoutCorrelation(
        database.settings(), new LogSettings(keys, ORIGIN, cosigners));
  }

  private static Submission something() {
    return standalone(new IntakeEvent.Refused("feed", RefusalCode.BAD_REQUEST, ""), "");
  }

  private static void write(int many, Ledger... ledgers) {
    var sent = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < many; i++) {
      sent.add(ledgers[i % ledgers.length].send(something()));
    }
    sent.forEach(CompletableFuture::join);
  }

  private static void published(Ledger ledger) {
    Eventually.holds(
        "published", () -> ledger.provable().provedUpTo() == ledger.provable().progress().head());
  }

  /** Yesterday's, and a day later. */
  private TestDatabase restored() {
    var database = TestDatabase.create();
    try (var ledger = open(database)) {
      ledger.send(bySystem(register("person_a", Role.ADMINISTRATOR))).join();
      write(9, ledger);
      published(ledger);
    }
    var backup = database.backup();
    try (var ledger = open(database)) {
      write(10, ledger);
      published(ledger);
      assertThat(ledger.contradictions()).isEmpty();
    }
    return backup;
  }

  @Test
  void aRestoredDatabaseIsReadOnlyUntilAnAdministratorDecides() {
    var backup = restored();
    try (var ledger = open(backup)) {
      noticed(ledger);
      assertThat(ledger.contradictions())
          .singleElement()
          .satisfies(
              it ->
                  assertThat(it.words())
                      .isEqualTo(
                          "witness " + witness.id() + " cosigned 20 events, and there are 10"));
      assertThat(ledger.isTakingIn()).isFalse();
      refuses(ledger);
      var reason = new AcceptRollback("the disk is gone");
      var accepted = ledger.send(by("person_a", reason)).join();
      assertThat(accepted.events())
          .singleElement()
          .isInstanceOfSatisfying(
              RollbackAccepted.class,
              it -> {
                assertThat(it.head()).isEqualTo(10);
                assertThat(it.claims())
                    .containsExactly(witness.id() + " cosigned 20 events, and there were 10");
              });
      write(15, ledger);
      Eventually.holds(
          "the witness sees another tree, which was accepted",
          () -> ledger.provable().progress().problem().contains("another tree of this log: 20"));
      assertThat(ledger.contradictions()).isEmpty();
      assertThat(ledger.isTakingIn()).isTrue();
      assertThat(ledger.provable().provedUpTo()).isEqualTo(10);
    }
  }

  /**
   * Once each: a size that was accepted says nothing of others, of another tree, or of others'
   * keys.
   */
  @Test
  void whatWasAcceptedOnceMutesNothingElse() {
    try (var ledger = open(TestDatabase.create())) {
      write(10, ledger);
      ledger
          .transactions()
          .call(
              sql -> {
                claimed("w.example/one+00000001", 20, false, true, sql);
                accept(sql);
                claimed("w.example/one+00000001", 20, false, false, sql);
                claimed("w.example/one+00000001", 20, true, false, sql);
                claimed("w.example/one+00000001", 15, false, true, sql);
                accept(sql);
                claimed("w.example/one+00000001", 8, true, true, sql);
                claimed("w.example/one+00000002", 20, false, true, sql);
                accept(sql);
                claimed("w.example/one+00000002", 25, true, true, sql);
                accept(sql);
                claimed("w.example/one+00000002", 25, false, true, sql);
                accept(sql);
                return null;
              });
    }
  }

  private static void claimed(
      String witness, long size, boolean forked, boolean news, SqlConnection sql) {
    LogContradictions.notice(witness, size, forked, sql);
    assertThat(
            LogContradictions.open(sql).stream()
                .anyMatch(
                    it ->
                        it.witness().equals(witness) && it.size() == size && it.forked() == forked))
        .isEqualTo(news);
  }

  private static void accept(SqlConnection sql) {
    LogContradictions.open(sql).forEach(it -> LogContradictions.accept(it, Instant.EPOCH, sql));
  }

  /** It's in the database, so that it holds for all of its servers, at once. */
  @Test
  void everyServerOfThatDatabaseIsReadOnly() {
    var backup = restored();
    try (var unwitnessed = backup.openWithoutCorrelation()) {
      write(1, unwitnessed);
      try (var ledger = open(backup)) {
        noticed(ledger);
        assertThat(ledger.contradictions()).hasSize(1);
        refuses(unwitnessed);
        assertThat(unwitnessed.head()).isEqualTo(11);
      }
    }
  }

  private static void noticed(Ledger ledger) {
    Eventually.holds("noticed", () -> !ledger.contradictions().isEmpty());
  }

  /** No witness is needed to see that the log has what the record hasn't. */
  @Test
  void eventsThatAreGoneMakeItReadOnlyWithoutAWitness() {
    var database = TestDatabase.create();
    var unwitnessed = new LogSettings(keys, ORIGIN, Cosigners.NONE);
    try (var ledger = Ledger.openWithoutCorrelation(database.settings(), unwitnessed)) {
      ledger.send(bySystem(register("person_a", Role.ADMINISTRATOR))).join();
      write(19, ledger);
      published(ledger);
      assertThat(counted(ledger)).isEqualTo(20);
    }
    new StoredTree(database).tamper("delete from event where global_index > 10");
    try (var ledger = Ledger.openWithoutCorrelation(database.settings(), unwitnessed)) {
      assertThat(ledger.contradictions()).hasSize(1);
      refuses(ledger);
      assertThat(counted(ledger)).isZero();
      var accepted = ledger.send(by("person_a", new AcceptRollback("no backup"))).join();
      assertThat(accepted.events().toString())
          .contains("this log's own tree has 20 events, and there were 10");
      write(12, ledger);
      assertThat(counted(ledger)).isZero();
    }
  }

  private static long counted(Ledger ledger) {
    return standing(ledger).size();
  }

  private static PublicationStanding standing(Ledger ledger) {
    var own = ledger.provable().quorum();
    return ledger.transactions().call(sql -> PublicationStanding.of(own, sql));
  }

  private static void refuses(Ledger ledger) {
    assertThatThrownBy(() -> ledger.send(something()).join())
        .hasCauseInstanceOf(RolledBackException.class);
  }

  /** What was approved in a history that is lost runs nothing: no head counts for the gate. */
  @Test
  void whileTheWitnessIsAwayNoHeadCounts() throws Exception {
    var backup = restored();
    witness.lose();
    try (var ledger = open(backup)) {
      var standing = standing(ledger);
      assertThat(standing.size()).isZero();
      assertThat(standing.quorum()).isEqualTo("one (not heard since the start)");
      write(1, ledger);
      witness.comeBack();
      noticed(ledger);
      refuses(ledger);
    }
  }

  @Test
  void aWitnessThatIsBackConfirmsWhatItKnows() throws Exception {
    var database = TestDatabase.create();
    try (var ledger = open(database)) {
      write(3, ledger);
      published(ledger);
    }
    witness.lose();
    try (var ledger = open(database)) {
      assertThat(counted(ledger)).isZero();
      witness.comeBack();
      Eventually.holds("confirmed", () -> counted(ledger) == 3);
    }
  }

  @Test
  void twoServersOfOneRecordContradictNobody() {
    var database = TestDatabase.create();
    try (var first = open(database)) {
      write(50, first);
      try (var second = open(database)) {
        for (int i = 0; i < 5; i++) {
          write(40, first, second);
          try (var third = open(database)) {
            assertThat(third.contradictions()).isEmpty();
          }
        }
        published(second);
        assertThat(second.provable().provedUpTo()).isEqualTo(250);
        assertThat(first.contradictions()).isEmpty();
      }
    }
  }

  /** The rule is that of the server whose turn it is; by another one no head counts. */
  @Test
  void serversThatDisagreeAboutTheWitnessesDontCountEachOthersHeads() {
    var database = TestDatabase.create();
    var unwitnessed = new LogSettings(keys, ORIGIN, Cosigners.NONE);
    try (var first = open(database)) {
      write(5, first);
      published(first);
      try (var other = Ledger.openWithoutCorrelation(database.settings(), unwitnessed)) {
        assertThat(counted(other)).isZero();
        assertThat(standing(other).quorum())
            .isEqualTo(
                "one where heads are published, none here (servers disagree about the witnesses)");
        assertThat(standing(first))
            .returns(5L, PublicationStanding::size)
            .returns("one", PublicationStanding::quorum);
      }
    }
  }
}
