package io.countersign.witness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.protocol.AddCheckpointRequest;
import io.countersign.witness.protocol.CheckpointCosigner;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.testing.GrowingLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as they are typed. */
class WitnessProgramTest {
  private static final String NAME = "witness.example/w1";

  private final GrowingLog log =
      GrowingLog.named("log.example", SignatureType.ED25519, SignatureType.COSIGNATURE_ML_DSA_44);
  private final String first = log.keys().get(0).toString();
  private final String second = log.keys().get(1).toString();

  @TempDir private Path scratch;
  private Path dir;
  private Instant now = Instant.ofEpochSecond(1_800_000_000);
  private ByteArrayOutputStream out;
  private ByteArrayOutputStream err;

  @BeforeEach
  void init() {
    dir = scratch.resolve("a/witness");
    assertThat(run("init", "--name", NAME)).isZero();
  }

  @Test
  void aNewWitnessShowsItsKeysAndHidesItsSecrets() throws Exception {
    var keys = new ArrayList<SignatureType>();
    for (var line : out().lines().toList()) {
      var key = VerifierKey.parse(line);
      assertThat(key.name()).isEqualTo(NAME);
      keys.add(key.type());
    }
    assertThat(keys)
        .containsExactly(SignatureType.COSIGNATURE_ED25519, SignatureType.COSIGNATURE_ML_DSA_44);
    var secret = dir.resolve("witness.keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
        .isEqualTo("rwx------");
  }

  @Test
  void aWitnessIsNeverMadeOverAnother() throws Exception {
    var before = Files.readString(dir.resolve("witness.keys"));
    assertThat(run("init", "--name", "another")).isOne();
    assertThat(dir.resolve("witness.keys")).hasContent(before);
  }

  @Test
  void keysThatOthersMayReadAreNotUsed() throws Exception {
    Files.setPosixFilePermissions(
        dir.resolve("witness.keys"), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("head")).isOne();
    assertThat(err()).contains("chmod 600");
  }

  @Test
  void halvesOfDifferentKeysAreNotUsed() throws Exception {
    var file = dir.resolve("witness.keys");
    var lines = new ArrayList<>(Files.readAllLines(file));
    assertThat(run("init", "--name", NAME, "--dir", scratch.resolve("b").toString())).isZero();
    var others = Files.readAllLines(scratch.resolve("b/witness.keys"));
    var mixed = lines.get(2).split(" ", -1)[1] + " " + others.get(2).split(" ", -1)[2];
    lines.set(2, "ed25519 " + mixed);
    Files.write(file, lines);
    assertThat(run("head")).isOne();
    assertThat(err()).contains("halves").doesNotContain(mixed.split(" ", -1)[1]);
  }

  @Test
  void aLogIsAddedOnceAndItsKeysChange() throws Exception {
    assertThat(run("add-log", first)).isZero();
    assertThat(run("add-log", first)).isZero();
    assertThat(keys()).containsExactly(first);
    assertThat(run("remove-key", first)).isOne();
    assertThat(run("add-log", second)).isZero();
    assertThat(run("remove-key", first)).isZero();
    assertThat(run("remove-key", first)).isOne();
    assertThat(keys()).containsExactly(second);
  }

  @Test
  void onlyAKeyOfALogIsTaken() {
    var witness = GrowingLog.signer("w.example", SignatureType.COSIGNATURE_ED25519).key();
    var longName = GrowingLog.signer("l".repeat(256), SignatureType.ED25519).key();
    assertThat(run("add-log", witness.toString())).isOne();
    assertThat(run("add-log", longName.toString())).isOne();
    assertThat(run("add-log", first.replace("log.example+", "log.example+0"))).isOne();
    assertThat(run("add-log", "log.example")).isOne();
    assertThat(run("head")).isZero();
    assertThat(out()).isEmpty();
  }

  @Test
  void theHeadIsShown() throws Exception {
    run("add-log", first);
    assertThat(run("head")).isZero();
    assertThat(out()).contains("log.example\n", "size  0\n", "time  never\n");
    assertThat(run("head", "--origin", "log.example")).isOne();
    cosign(0, 9);
    assertThat(run("head")).isZero();
    assertThat(out()).contains("size  9\n", "time  2027-01-15T08:00:00Z\n");
    assertThat(run("head", "--origin", "log.example")).isZero();
    assertThat(SignedNote.parse(out()).text()).isEqualTo(log.checkpoint(9).text());
  }

  /** A folder restored from a copy of yesterday signed more since then. */
  @Test
  void theHeadIsRaisedByAnOwnCosignatureOnly() throws Exception {
    run("add-log", first);
    cosign(0, 9);
    var head = dir.resolve("logs").resolve(WitnessFolder.hash("log.example")).resolve("head");
    var yesterday = Files.readAllBytes(head);
    var cosigned = Files.writeString(scratch.resolve("12"), cosign(9, 12));
    Files.write(head, yesterday);
    var alone = Files.writeString(scratch.resolve("13"), log.checkpoint(13).toString());
    assertThat(run("raise-head", alone.toString())).isOne();
    assertThat(run("raise-head", cosigned.toString())).isZero();
    assertThat(folder().logs().getFirst().head().tree("log.example").size()).isEqualTo(12);
    assertThat(run("raise-head", Files.write(scratch.resolve("9"), cosign9()).toString())).isOne();
  }

  private byte[] cosign9() throws Exception {
    var lines = folder().keys().cosign(log.checkpoint(9).text(), 1);
    return log.checkpoint(9).with(lines).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aClockThatWasAheadIsForgiven() throws Exception {
    run("add-log", first);
    now = now.plusSeconds(1_000_000);
    cosign(0, 9);
    now = now.minusSeconds(1_000_000);
    assertThat(cosign(9, 12)).isEmpty();
    assertThat(run("accept-clock")).isZero();
    assertThat(cosign(9, 12)).isNotEmpty();
  }

  @Test
  void aPolicyWantsBothOfTheWitnessesSignatures() {
    run("add-log", first);
    assertThat(run("policy", "--url", "http://127.0.0.1:7790")).isZero();
    var keys = out().lines().filter(it -> it.startsWith("witness ")).toList();
    assertThat(out())
        .startsWith("log " + first + "\n")
        .endsWith(
            "group witness.example/w1 all witness.example/w1:ed25519 witness.example/w1:ml-dsa-44\n"
                + "quorum witness.example/w1\n");
    assertThat(keys).hasSize(2).allMatch(it -> it.endsWith(" http://127.0.0.1:7790"));
    assertThat(run("policy", "--kinds", "ml-dsa-44", "--log", second)).isZero();
    assertThat(out())
        .startsWith("log " + second + "\n")
        .endsWith("\nquorum witness.example/w1:ml-dsa-44\n");
  }

  @Test
  void aCommandLineThatIsNoneIsExplained() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(run("head", "--nonsense", "1")).isEqualTo(2);
    assertThat(run("head", "--origin")).isEqualTo(2);
    assertThat(run("head", "more")).isEqualTo(2);
    assertThat(run("add-log")).isEqualTo(2);
    assertThat(run("init", "--name", "x", "--kinds", "rsa")).isEqualTo(2);
    assertThat(run("serve", "--listen", "7790")).isEqualTo(2);
    assertThat(run("serve", "--listen", "localhost:70000")).isEqualTo(2);
    assertThat(run("init", "--name", "a name", "--dir", scratch.resolve("c").toString())).isOne();
    assertThat(run("head", "--help")).isZero();
    assertThat(out()).contains("countersign witness add-log --dir DIR VKEY");
  }

  /** The checkpoint with its cosignatures; nothing where the witness didn't sign. */
  private String cosign(long old, long size) throws Exception {
    var request =
        AddCheckpointRequest.parse(log.request(old, size).getBytes(StandardCharsets.UTF_8));
    new CheckpointCosigner(folder(), () -> now).add(request);
    var note = folder().logs().getFirst().head().checkpoint().orElseThrow();
    return note.text().equals(log.checkpoint(size).text()) ? note.toString() : "";
  }

  private List<String> keys() throws Exception {
    return folder().logs().getFirst().keys().stream().map(VerifierKey::toString).toList();
  }

  private WitnessFolder folder() throws Exception {
    return WitnessFolder.open(dir);
  }

  private int run(String... arguments) {
    out = new ByteArrayOutputStream();
    err = new ByteArrayOutputStream();
    var all = new ArrayList<>(List.of(arguments));
    if (!all.isEmpty() && !all.contains("--dir")) {
      all.addAll(List.of("--dir", dir.toString()));
    }
    return WitnessProgram.run(
        all, new WitnessCommand.Context(new PrintStream(out), new PrintStream(err), () -> now));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
