package io.countersign.verifier.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.tree.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
  private static final NoteSigner LOG = Keys.signer("log.example/1", SignatureType.ED25519);
  private static final List<NoteSigner> WITNESSES =
      List.of(
          Keys.signer("x1", SignatureType.COSIGNATURE_ED25519),
          Keys.signer("x2", SignatureType.COSIGNATURE_ML_DSA_44),
          Keys.signer("x3", SignatureType.COSIGNATURE_ED25519),
          Keys.signer("y1", SignatureType.COSIGNATURE_ED25519));
  private static final String NAMES =
      "log "
          + LOG.key()
          + " https://log.example/\n"
          + "witness X1 "
          + WITNESSES.get(0).key()
          + "\n\t witness\tX2 "
          + WITNESSES.get(1).key()
          + " https://x2.example \n# more\n\nwitness X3 "
          + WITNESSES.get(2).key()
          + "\nwitness Y1 "
          + WITNESSES.get(3).key()
          + "\n";
  private static final String GROUPS =
      "group X 2 X1 X2 X3\ngroup Y any Y1\ngroup both all X Y\nquorum both\n";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @ParameterizedTest
  @CsvSource({"0123, true", "013, true", "012, false", "03, false", "123, true", "'', false"})
  void aQuorumIsMetByEnoughOfEachGroup(String who, boolean met) throws Exception {
    var policy = parse(NAMES + GROUPS);
    var text = new TreeHead("log.example/1", 3, TreeHasher.empty()).text();
    var signatures = new ArrayList<NoteSignature>();
    signatures.add(LOG.sign(text, 0));
    who.chars()
        .mapToObj(c -> WITNESSES.get(c - '0').sign(text, NOW.getEpochSecond()))
        .forEach(signatures::add);
    var judgement = policy.judge(new SignedNote(text, signatures), NOW);
    assertThat(judgement instanceof HeadJudgement.Witnessed).isEqualTo(met);
    if (!met) {
      assertThat(judgement)
          .isInstanceOfSatisfying(
              HeadJudgement.Refused.class,
              it -> assertThat(it.fault()).isEqualTo(HeadFault.QUORUM));
    }
  }

  @Test
  void aCosignatureWithoutATimeDoesNotCount() throws Exception {
    var policy = parse(NAMES + "quorum X2\n");
    var text = new TreeHead("log.example/1", 3, TreeHasher.empty()).text();
    var note = new SignedNote(text, List.of(LOG.sign(text, 0), WITNESSES.get(1).sign(text, 0)));
    assertThat(policy.judge(note, NOW)).isInstanceOf(HeadJudgement.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum both\n",
        "quorum none\nquorum none\n",
        "quorum\n",
        "quorum X1 X2\n",
        "group none any X1\nquorum none\n",
        "group X1 any X2\nquorum none\n",
        "group g 0 X1\nquorum none\n",
        "group g 2 X1\nquorum none\n",
        "group g 1\nquorum none\n",
        "group g any X1 X1\nquorum none\n",
        "group g any X1\ngroup h any X1\nquorum none\n",
        "group g any none\nquorum none\n",
        "group g any h\ngroup h any X1\nquorum none\n",
        "what X1\nquorum none\n",
        "quorum none\r\n",
        "log x+00000000+AAAA\nquorum none\n",
      })
  void aPolicyThatSaysNoPolicyIsRefused(String rest) {
    assertThatThrownBy(() -> parse(NAMES + rest)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aKeyStandsOnceAndForWhatItsTypeIsFor() {
    assertThatThrownBy(() -> parse(NAMES + "log " + LOG.key() + "\nquorum none\n"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> parse("witness W " + LOG.key() + "\nquorum none\n"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> parse("log " + WITNESSES.get(0).key() + "\nquorum none\n"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(
            () -> parse(NAMES + "witness W " + WITNESSES.get(0).key() + "\nquorum none\n"))
        .isInstanceOf(MalformedNoteException.class);
  }

  private static TrustPolicy parse(String text) throws MalformedNoteException {
    return TrustPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
