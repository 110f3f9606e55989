package io.countersign.server.witness;

import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.VerifiedSignature;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.store.CosignatureKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Witnesses as people run them, asked over HTTP for the heads of a real ledger's log. */
class HttpCosignersTest {
  private static final String ORIGIN = "log.example/t";
  private static final Instant BEGIN = Instant.now();
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final CosignatureKind CLASSIC = CosignatureKind.ED25519;
  private static final CosignatureKind LATER = CosignatureKind.ML_DSA_44;

  private final GivenLogKeys keys = GivenLogKeys.of(GivenLogKeys.generate(ORIGIN), "");
  private final List<Cosigners.Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final InstantSource clock = now::get;

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
    return witness(name, clock, kinds);
  }

  private RunningWitness witness(String name, InstantSource time, CosignatureKind... kinds)
      throws Exception {
    var log = keys.current().orElseThrow().key().toString();
    return closed(RunningWitness.start(name, log, time, kinds));
  }

  private Ledger ledger(String policy) {
    return ledger(TestDatabase.create(), policy);
  }

  private Ledger ledger(TestDatabase database, String policy) {
    var asked =
        new HttpCosigners(
            WitnessPolicyFile.parse(policy), new BoundedHttp(), clock, Duration.ofSeconds(2));
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
        Ledger.openWithoutCorrelation(database.settings(), new LogSettings(keys, ORIGIN, heard)));
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
    var head = ledger.provable().checkpoint().orElseThrow();
    assertThat(signed(head, one, two))
        .hasSize(3)
        .allMatch(it -> it.time() == BEGIN.getEpochSecond());
    assertThat(one.size(ORIGIN)).isEqualTo(head.size());
  }

  /** As a verifier that shares no code with the ledger finds it. */
  private static List<VerifiedSignature> signed(PublishedHead head, RunningWitness... by)
      throws Exception {
    var trusted = new ArrayList<VerifierKey>();
    for (var witness : by) {
      for (var line : witness.policy().lines().toList()) {
        trusted.add(VerifierKey.parse(line.split(" ", -1)[2]));
      }
    }
    return SignedNote.parse(head.note().getBytes(StandardCharsets.UTF_8)).verified(trusted);
  }

  @Test
  void withoutTheQuorumNothingIsPublishedUntilItIsBack() throws Exception {
    var one = witness("one", CLASSIC);
    var two = witness("two", CLASSIC);
    var ledger = ledger(one.policy() + two.policy() + "group both all one two\nquorum both\n");
    write(ledger, 2, "first");
    published(ledger, 2);
    two.lose();
    write(ledger, 3, "second");
    now.set(BEGIN.plus(TEN_MINUTES));
    write(ledger, 2, "third");
    problem("witness two: http://127.0.0.1:");
    assertThat(ledger.provable().provedUpTo()).isEqualTo(2);
    assertThat(ledger.provable().progress().problem()).contains("witness two");
    two.comeBack();
    published(ledger, 7);
    assertThat(ledger.provable().progress().problem()).isEmpty();
    assertThat(signed(ledger.provable().checkpoint().orElseThrow(), one, two))
        .hasSize(2)
        .allMatch(it -> it.time() == BEGIN.plus(TEN_MINUTES).getEpochSecond());
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
    Eventually.holds(
        "met without the slow one",
        () ->
            outcomes.stream()
                .anyMatch(it -> it.met() && String.join("; ", it.problems()).contains("slow")));
  }

  @Test
  void aClockThatIsOffIsRefused() throws Exception {
    var ahead = witness("ahead", () -> clock.instant().plusSeconds(600), CLASSIC);
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
    var one = closed(RunningWitness.start("one", key, clock, CLASSIC));
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
    for (int size : List.of(10, 20, 30)) {
      outcomes.clear();
      var other = TestDatabase.create();
      try (var unsigned = other.openWithoutCorrelation()) {
        write(unsigned, size, "other");
        Eventually.holds("grown", () -> unsigned.provable().progress().size() == size);
      }
      var ledger = ledger(other, policy);
      contradicted(new Cosigners.Contradiction(one.id(), 20, size > 10));
      assertThat(ledger.provable().provedUpTo()).isZero();
      Eventually.holds("read only", () -> !ledger.contradictions().isEmpty());
    }
  }

  /** Whatever stands at its address, it has to say of which size it knows a tree. */
  @Test
  void aConflictWithoutASizeContradictsNobody() throws Exception {
    var one = witness("one", CLASSIC);
    var answers = new AtomicReference<>("");
    var between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    open.push(() -> between.stop(0));
    between.createContext(
        "/",
        exchange -> {
          var body = answers.get().getBytes(StandardCharsets.US_ASCII);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
          exchange.sendResponseHeaders(409, body.length == 0 ? -1 : body.length);
          if (body.length > 0) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    between.start();
    var policy = one.policy().replaceAll(":\\d+\n", ":" + between.getAddress().getPort() + "\n");
    var asked =
        new HttpCosigners(
            WitnessPolicyFile.parse(policy + "quorum one\n"), new BoundedHttp(), clock);
    var key = keys.current().orElseThrow();
    var head = new Cosigners.Head(ORIGIN, 5, new byte[32], key.key() + "\n5\nA\n\n");
    for (int i = 0; i < 3; i++) {
      var outcome = asked.cosign(head, _ -> List.of());
      assertThat(outcome.contradictions()).isEmpty();
      assertThat(outcome.problems()).singleElement().asString().contains("named none");
      answers.set("5\n");
      assertThat(asked.cosign(head, _ -> List.of()).contradictions()).isEmpty();
      answers.set("");
    }
  }

  private void contradicted(Cosigners.Contradiction by) {
    Eventually.holds(
        by.toString(), () -> outcomes.stream().anyMatch(it -> it.contradictions().contains(by)));
  }
}
