package io.countersign.server.witness;

import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.store.CosignatureKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Witnesses as people run them, asked over HTTP for the heads of a real ledger's log. */
class HttpCosignersTest {
  private static final String ORIGIN = "log.example/t";
  private static final InstantSource CLOCK = InstantSource.system();
  private static final CosignatureKind CLASSIC = CosignatureKind.ED25519;
  private static final CosignatureKind LATER = CosignatureKind.ML_DSA_44;

  private final GivenLogKeys keys = GivenLogKeys.of(GivenLogKeys.generate(ORIGIN), "");
  private final List<Cosigners.Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T closed(T it) {
    open.push(it);
    return it;
  }

  private RunningWitness witness(String name, CosignatureKind... kinds) throws Exception {
    return witness(name, CLOCK, kinds);
  }

  private RunningWitness witness(String name, InstantSource time, CosignatureKind... kinds)
      throws Exception {
    var log = keys.current().orElseThrow().key().toString();
    return closed(RunningWitness.start(name, log, time, kinds));
  }

  private Ledger ledger(String policy) {
    var asked =
        new HttpCosigners(
            WitnessPolicyFile.parse(policy), new BoundedHttp(), CLOCK, Duration.ofSeconds(2));
    var heard =
        new Cosigners() {
          @Override
          public String quorum() {
            return asked.quorum();
          }

          @Override
          public Outcome cosign(Head head, LongFunction<List<String>> consistency) {
            var outcome = asked.cosign(head, consistency);
            outcomes.add(outcome);
            return outcome;
          }
        };
    return closed(
        Ledger.openWithoutCorrelation(
            TestDatabase.create().settings(), new LogSettings(keys, ORIGIN, heard)));
  }

  private static void write(Ledger ledger, int events, String what) {
    var event = new IntakeEvent.Refused(what, RefusalCode.BAD_REQUEST, "");
    var sent = new ArrayList<Runnable>();
    for (int i = 0; i < events; i++) {
      var receipt = ledger.send(standalone(event, ""));
      sent.add(receipt::join);
    }
    sent.forEach(Runnable::run);
  }

  private static void published(Ledger ledger, long size) {
    Eventually.holds("published " + size, () -> ledger.provable().provedUpTo() >= size);
  }

  private void problem(String words) {
    Eventually.holds(
        words,
        () ->
            outcomes.stream()
                .anyMatch(it -> !it.met() && String.join("; ", it.problems()).contains(words)));
  }

  @Test
  void whatEachKeyCosignedStandsBelowTheHead() throws Exception {
    var one = witness("one", CLASSIC, LATER);
    var two = witness("two", CLASSIC);
    var ledger =
        ledger(
            one.policy()
                + two.policy()
                + "group both all one two\ngroup all all both one2\n"
                + "quorum all\n");
    assertThat(ledger.provable().progress().quorum()).isEqualTo("2 of (2 of (one, two), one2)");
    write(ledger, 3, "first");
    published(ledger, 3);
    write(ledger, 300, "second");
    published(ledger, 303);
    var note = ledger.provable().checkpoint().orElseThrow();
    var parsed = SignedNote.parse(note.note().getBytes(StandardCharsets.UTF_8));
    var trusted = new ArrayList<VerifierKey>();
    for (var line : (one.policy() + two.policy()).lines().toList()) {
      trusted.add(VerifierKey.parse(line.split(" ")[2]));
    }
    assertThat(parsed.verified(trusted)).hasSize(3).allMatch(it -> it.time() > 0);
    assertThat(one.size(ORIGIN)).isEqualTo(note.size());
  }

  @Test
  void withoutTheQuorumNothingIsPublishedUntilItIsBack() throws Exception {
    var one = witness("one", CLASSIC);
    var two = witness("two", CLASSIC);
    var ledger = ledger(one.policy() + two.policy() + "group both all one two\nquorum both\n");
    write(ledger, 2, "first");
    published(ledger, 2);
    two.lose();
    write(ledger, 5, "second");
    problem("witness two: http://127.0.0.1:");
    assertThat(ledger.provable().provedUpTo()).isEqualTo(2);
    assertThat(ledger.provable().progress().problem()).contains("witness two");
    two.comeBack();
    published(ledger, 7);
    assertThat(ledger.provable().progress().problem()).isEmpty();
  }

  @Test
  void whoIsSlowHoldsNobodyUp() throws Exception {
    var one = witness("one", CLASSIC);
    var never = closed(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    var slow =
        witness("slow", LATER).policy().replaceAll(":\\d+\n", ":" + never.getLocalPort() + "\n");
    var ledger = ledger(one.policy() + slow + "group any any one slow\nquorum any\n");
    write(ledger, 1, "first");
    published(ledger, 1);
    assertThat(outcomes.getFirst().met()).isTrue();
    assertThat(outcomes.getFirst().problems()).singleElement().asString().contains("slow");
  }

  @Test
  void aClockThatIsOffIsRefused() throws Exception {
    var ahead = witness("ahead", () -> CLOCK.instant().plusSeconds(600), CLASSIC);
    var ledger = ledger(ahead.policy() + "quorum ahead\n");
    write(ledger, 1, "first");
    problem("witness ahead: its clock is off");
    assertThat(ledger.provable().provedUpTo()).isZero();
  }

  @Test
  void anotherKeyThanThePolicysCountsForNothing() throws Exception {
    var one = witness("one", CLASSIC);
    var other = witness("one", CLASSIC);
    var wrong = other.policy().replace(other.url(), one.url());
    var ledger = ledger(wrong + "quorum one\n");
    write(ledger, 1, "first");
    problem("isn't a cosignature of the key in the policy");
    assertThat(ledger.provable().provedUpTo()).isZero();
  }

  @Test
  void aWitnessOfAnotherLogSaysSo() throws Exception {
    var log = GivenLogKeys.of(GivenLogKeys.generate("another.example/log"), "");
    var key = log.current().orElseThrow().key().toString();
    var one = closed(RunningWitness.start("one", key, CLOCK, CLASSIC));
    write(ledger(one.policy() + "quorum one\n"), 1, "first");
    problem("it wasn't told of this log");
  }

  /** The same key over another record: restored, or made up. */
  @Test
  void aWitnessThatKnowsMoreOrOtherwiseContradicts() throws Exception {
    var one = witness("one", CLASSIC);
    var policy = one.policy() + "quorum one\n";
    var first = ledger(policy);
    write(first, 20, "first");
    published(first, 20);
    outcomes.clear();
    var smaller = ledger(policy);
    write(smaller, 10, "second");
    contradicted(new Cosigners.Contradiction("one", 20, false));
    write(smaller, 10, "second");
    contradicted(new Cosigners.Contradiction("one", 20, true));
    write(smaller, 10, "third");
    Eventually.holds("a larger head", () -> smaller.provable().progress().size() == 30);
    outcomes.clear();
    contradicted(new Cosigners.Contradiction("one", 20, true));
    assertThat(smaller.provable().provedUpTo()).isZero();
  }

  private void contradicted(Cosigners.Contradiction by) {
    Eventually.holds(
        by.toString(), () -> outcomes.stream().anyMatch(it -> it.contradictions().contains(by)));
  }
}
