package io.countersign.ledger.log.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.testing.NaiveNote;
import io.countersign.ledger.testing.NaiveTree;
import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log's keys: where they lie, who may read them, and what they sign. */
class LogKeysTest {
  private static final String ORIGIN = "log.example/t";

  @TempDir(factory = ScratchFolder.class)
  private Path home;

  private Path file;
  private LogKeyFile store;

  @BeforeEach
  void name() {
    file = home.resolve("log.key");
    store = new LogKeyFile(file);
  }

  private static List<NoteKey> keys(LogKeyStore store) {
    return store.current().orElseThrow().keys();
  }

  @Test
  void theFirstIsMadeOnceForItsOwnerAlone() throws IOException {
    assertThat(store.current()).isEmpty();
    var made = store.create(ORIGIN).keys();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(store.create("log.example/other").keys()).isEqualTo(made);
    assertThat(keys(new LogKeyFile(file))).isEqualTo(made);
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw-rw----", "rw----r--", "rwxrwxrwx"})
  void oneThatOthersMayReachIsRefused(String mode) throws IOException {
    store.create(ORIGIN);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(store::current)
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> store.create(ORIGIN)).isInstanceOf(UnusableKeyException.class);
  }

  @Test
  void damagedOnesAreRefusedWithoutASecretInTheMessage() throws IOException {
    store.create(ORIGIN);
    var lines = Files.readAllLines(file);
    var other = LogKeyPairs.generate(ORIGIN).text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var damaged = new ArrayList<>(lines);
      damaged.set(i, i == 0 ? "countersign-log-key/2" : other.get(i));
      Files.writeString(file, String.join("\n", damaged));
      assertThatThrownBy(store::current)
          .as("line %s", i)
          .isInstanceOf(UnusableKeyException.class)
          .hasMessageNotContaining(lines.get(2))
          .hasMessageNotContaining(other.get(2));
    }
    Files.writeString(file, "");
    assertThatThrownBy(store::current).isInstanceOf(UnusableKeyException.class);
  }

  /** What a crash left in the middle of it is overwritten; what was prepared stays. */
  @Test
  void theNextTakesOverAtOnceOrNotAtAll() throws IOException {
    var first = store.create(ORIGIN).keys();
    Files.writeString(home.resolve("log.key.next.tmp"), "half a k");
    var next = store.prepare(ORIGIN).keys();
    assertThat(new LogKeyFile(file).prepare(ORIGIN).keys()).isEqualTo(next).isNotEqualTo(first);
    assertThat(keys(store)).isEqualTo(first);
    store.promote();
    assertThat(keys(store)).isEqualTo(next);
    assertThat(store.next()).isEmpty();
    assertThatThrownBy(store::promote).isInstanceOf(UnusableKeyException.class);
    assertThat(keys(store)).isEqualTo(next);
  }

  @Test
  void handedOverOnesRotateOnlyToWhatWasHandedOver() {
    var one = GivenLogKeys.generate(ORIGIN);
    var other = GivenLogKeys.generate(ORIGIN);
    var alone = GivenLogKeys.of(one, "");
    assertThatThrownBy(() -> alone.prepare(ORIGIN)).isInstanceOf(UnusableKeyException.class);
    var both = GivenLogKeys.of(one, other);
    assertThat(keys(both)).isEqualTo(keys(alone));
    var next = both.prepare(ORIGIN).keys();
    both.promote();
    assertThat(keys(both)).isEqualTo(next);
    assertThat(both.next()).isEmpty();
    assertThatThrownBy(() -> GivenLogKeys.of("secret", ""))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void bothSignAHeadAndAnotherHeadIsNotSigned() {
    var signer = LogKeyPairs.generate(ORIGIN);
    var root = NaiveTree.hash();
    var body = ORIGIN + "\n7\n" + Base64.getEncoder().encodeToString(root) + "\n";
    var signatures = signer.sign(body, 7, root);
    var note = NaiveNote.parse(body + "\n" + String.join("\n", signatures) + "\n");
    var other = NaiveNote.parse(note.body().replace("\n7\n", "\n8\n") + "\n" + "\u2014 x y\n");
    for (var key : signer.keys()) {
      assertThat(note.isSignedBy(key.toString())).isTrue();
      assertThat(new NaiveNote(other.body(), signatures).isSignedBy(key.toString())).isFalse();
      assertThat(NoteKey.parse(key.toString())).isEqualTo(key);
    }
    assertThat(NaiveNote.parse(note.body() + "\n" + "\u2014 " + ORIGIN + " AAAAAAAA\n"))
        .returns(false, it -> it.isSignedBy(signer.key().toString()));
  }

  /** The key of Go's checksum database, which others made. */
  @Test
  void theIdOfAKeyIsThatOfTheSpecification() {
    var known = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    assertThat(NoteKey.parse(known)).hasToString(known);
    var key = LogKeyPairs.generate(ORIGIN).key();
    var flipped = key.toString().replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+");
    assertThatThrownBy(() -> NoteKey.parse(flipped)).isInstanceOf(IllegalArgumentException.class);
    for (var name : List.of("", "a b", "a+b", "\u00fc", "a\nb")) {
      assertThat(NoteKey.isName(name)).isFalse();
    }
  }
}
