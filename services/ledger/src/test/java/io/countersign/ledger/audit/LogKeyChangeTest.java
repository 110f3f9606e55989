package io.countersign.ledger.audit;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.context;
import static io.countersign.ledger.testing.Commands.person;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.audit.LogKeyEvent.LogKeyRotated;
import io.countersign.domain.audit.LogKeyRotation;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.ledger.log.key.CheckpointSigner;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.ledger.log.key.NoteSignatures;
import io.countersign.ledger.log.key.UnusableKeyException;
import io.countersign.ledger.testing.NaiveNote;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.ledger.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's keys rotate, on record, and no head is signed by a key whose time isn't. */
@OnAnyPostgres
class LogKeyChangeTest {
  private static final String ORIGIN = "log.example/t";

  private final TestDatabase database = TestDatabase.create();

  @TempDir(factory = ScratchFolder.class)
  private Path home;

  private LogKeyFile keys;

  @BeforeEach
  void place() {
    keys = new LogKeyFile(home.resolve("log.key"));
  }

  private Ledger open(LogKeyStore store) {
    return Ledger.openWithoutCorrelation(
        database.settings(), new LogSettings(store, ORIGIN, Cosigners.NONE));
  }

  private static String record(Ledger ledger, String person) {
    long position = ledger.send(bySystem(register(person, Role.ADMINISTRATOR))).join().position();
    return note(ledger, position);
  }

  private static String note(Ledger ledger, long position) {
    return Eventually.get("published", () -> ledger.provable().checkpointCovering(position)).note();
  }

  private static boolean isSigned(String note, List<NoteKey> keys) {
    return keys.stream().allMatch(it -> NaiveNote.parse(note).isSignedBy(it.toString()));
  }

  @Test
  void fromTheHeadOnThatHoldsItTheNewKeysSign() {
    try (var ledger = open(keys)) {
      var before = record(ledger, "anna");
      var old = keys.current().orElseThrow();
      var receipt = new LogKeyChange(ledger, keys).rotate(context(person("anna"))).join();
      assertThat(receipt.answer()).isEqualTo(new Answer.Done());
      var after = note(ledger, receipt.position());
      var now = keys.current().orElseThrow();
      assertThat(now.key()).isNotEqualTo(old.key());
      assertThat(isSigned(before, old.keys())).isTrue();
      assertThat(isSigned(after, now.keys())).isTrue();
      assertThat(isSigned(after, old.keys())).isFalse();
      assertThat(receipt.events())
          .singleElement()
          .isInstanceOfSatisfying(LogKeyRotated.class, it -> assertSignedByTheOld(it, old));
      assertThat(keys.next()).isEmpty();
    }
  }

  private static void assertSignedByTheOld(LogKeyRotated event, CheckpointSigner old) {
    var statement = LogKeyRotation.statement(event.origin(), event.oldKey(), event.newKeys());
    assertThat(event.oldKey()).isEqualTo(old.key().toString());
    assertThat(
            NoteSignatures.verifies(
                old.key(), statement, Base64.getDecoder().decode(event.signature())))
        .isTrue();
  }

  @Test
  void whoMayNotDoesNotRotateAndTheNextOnesWait() {
    try (var ledger = open(keys)) {
      record(ledger, "anna");
      var old = keys.current().orElseThrow().key();
      var change = new LogKeyChange(ledger, keys);
      assertThat(change.rotate(context(person("nobody"))).join().answer())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              it -> assertThat(it.code()).isEqualTo(RefusalCode.UNKNOWN_PRINCIPAL));
      assertThat(isSigned(record(ledger, "bert"), keys.current().orElseThrow().keys())).isTrue();
      assertThat(keys.current().orElseThrow().key()).isEqualTo(old);
      var next = keys.next().orElseThrow().key();
      var receipt = change.rotate(context(person("anna"))).join();
      note(ledger, receipt.position());
      assertThat(keys.current().orElseThrow().key()).isEqualTo(next);
    }
  }

  /** The event is there, and the server was gone before the file was exchanged. */
  @Test
  void aCrashBetweenEventAndFileIsMadeGood() {
    CheckpointSigner old;
    CheckpointSigner next;
    try (var ledger = open(keys)) {
      record(ledger, "anna");
      old = keys.current().orElseThrow();
      next = keys.prepare(ORIGIN);
    }
    try (var ledger = open(LogKeyStore.NONE)) {
      var receipt = new LogKeyChange(ledger, keys).rotate(context(person("anna"))).join();
      assertThat(receipt.answer()).isEqualTo(new Answer.Done());
      var again = new LogKeyChange(ledger, keys).rotate(context(person("anna"))).join();
      assertThat(again.answer())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              it -> assertThat(it.code()).isEqualTo(RefusalCode.STALE_LOG_KEY));
    }
    assertThat(keys.current().orElseThrow().key()).isEqualTo(old.key());
    try (var ledger = open(keys)) {
      assertThat(isSigned(note(ledger, ledger.head()), next.keys())).isTrue();
      assertThat(keys.current().orElseThrow().key()).isEqualTo(next.key());
      assertThat(keys.next()).isEmpty();
    }
    try (var ledger = open(keys)) {
      assertThat(isSigned(record(ledger, "bert"), next.keys())).isTrue();
      Optional<PublishedHead> head = ledger.provable().checkpoint();
      assertThat(head).get().returns(ledger.head(), PublishedHead::size);
    }
  }

  @Test
  void aServerWithoutKeysRotatesNothing() {
    try (var ledger = open(LogKeyStore.NONE)) {
      var change = new LogKeyChange(ledger, LogKeyStore.NONE);
      assertThatThrownBy(() -> change.rotate(context(person("anna"))))
          .isInstanceOf(UnusableKeyException.class);
    }
  }
}
