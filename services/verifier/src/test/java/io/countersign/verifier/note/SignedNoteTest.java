package io.countersign.verifier.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.tree.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETERS_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;
  private static final String HEAD =
      new TreeHead("log.example/1", 7, new TreeHasher().leaf(new byte[0])).text();

  @Test
  void aNoteOfOthersIsRead() throws Exception {
    var note = SignedNote.parse(PETERS_NOTE.getBytes(StandardCharsets.UTF_8));
    var key = VerifierKey.parse(PETER);
    assertThat(note.verified(List.of(key))).containsExactly(new VerifiedSignature(key, 0));
    assertThat(note).hasToString(PETERS_NOTE);
    assertThat(key).hasToString(PETER);
    var cosigner = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    assertThat(VerifierKey.parse(cosigner)).hasToString(cosigner);
  }

  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void whatIsSignedIsVerifiedByTheKeyThatIsHandedOn(SignatureType type) throws Exception {
    var signer = Keys.signer("witness.example/w", type);
    var note = new SignedNote(HEAD, List.of(signer.sign(HEAD, 1_700_000_000)));
    var key = VerifierKey.parse(signer.key().toString());
    assertThat(key).isEqualTo(signer.key());
    assertThat(SignedNote.parse(note.toString()).verified(List.of(key)))
        .containsExactly(new VerifiedSignature(key, type.timed() ? 1_700_000_000 : 0));
  }

  /** The time, the head and the signature are bound to each other. */
  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void aSignatureOfAKnownKeyThatIsWrongSpoilsTheNote(SignatureType type) throws Exception {
    var signer = Keys.signer("witness.example/w", type);
    var line = signer.sign(HEAD, 1_700_000_000);
    var other = HEAD.replace("\n7\n", "\n8\n");
    assertBad(new SignedNote(other, List.of(line)), signer.key());
    var bytes = line.bytes();
    for (int i = 0; i < bytes.length; i += 13) {
      var wrong = bytes.clone();
      wrong[i] ^= 1;
      var forged = new NoteSignature(line.name(), line.keyId(), wrong);
      assertBad(new SignedNote(HEAD, List.of(forged)), signer.key());
    }
    var shorter = new NoteSignature(line.name(), line.keyId(), new byte[] {1, 2, 3});
    assertBad(new SignedNote(HEAD, List.of(shorter)), signer.key());
  }

  private static void assertBad(SignedNote note, VerifierKey key) {
    assertThatThrownBy(() -> note.verified(List.of(key))).isInstanceOf(BadSignatureException.class);
  }

  /** A15: a name alone, or an id alone, is nobody's. */
  @Test
  void aSignatureOfAnUnknownKeySaysNothing() throws Exception {
    var signer = Keys.signer("log.example/1", SignatureType.ED25519);
    var good = signer.sign(HEAD, 0);
    var otherId = new NoteSignature(good.name(), good.keyId() ^ 1, good.bytes());
    var otherName = new NoteSignature("log.example/2", good.keyId(), good.bytes());
    var stranger = Keys.signer("log.example/1", SignatureType.ED25519).sign(HEAD, 0);
    var keys = List.of(signer.key());
    assertThat(new SignedNote(HEAD, List.of(otherId, otherName, stranger)).verified(keys))
        .isEmpty();
    assertThat(new SignedNote(HEAD, List.of(otherId, good, stranger, good)).verified(keys))
        .containsExactly(new VerifiedSignature(signer.key(), 0));
  }

  @Test
  void seventeenSignaturesAreReadAndHundredsAreNot() throws Exception {
    var line = Keys.signer("a", SignatureType.ED25519).sign(HEAD, 0);
    assertThat(noteOf(17, line).signatures()).hasSize(17);
    assertThat(noteOf(64, line).signatures()).hasSize(64);
    assertThatThrownBy(() -> noteOf(65, line)).isInstanceOf(MalformedNoteException.class);
  }

  private static SignedNote noteOf(int count, NoteSignature line) throws MalformedNoteException {
    return SignedNote.parse(new SignedNote(HEAD, Collections.nCopies(count, line)).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 a AAAAAAE=", // no end of the line
        "text\r\n\n\u2014 a AAAAAAE=\n",
        "te\txt\n\n\u2014 a AAAAAAE=\n",
        "te\0xt\n\n\u2014 a AAAAAAE=\n",
        "text\n\n- a AAAAAAE=\n",
        "text\n\n\u2014 a AAAAAA==\n", // an id alone
        "text\n\n\u2014 a AAAAAAF=\n", // a bit that nobody reads
        "text\n\n\u2014 a AAAAAAE\n",
        "text\n\n\u2014 a+b AAAAAAE=\n",
        "text\n\n\u2014 a\u00a0b AAAAAAE=\n",
        "text\n\n\u2014  AAAAAAE=\n",
        "text\n\n\u2014 a AAAAAAE=\n\n",
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    var bytes = "t\n\n\u2014 a AAAAAAE=\n".getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xc3;
    assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(MalformedNoteException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"07", "-1", "+1", "", "1 ", "9223372036854775808", "\u0661"})
  void aSizeIsWrittenInOneWay(String size) {
    var text = HEAD.replace("\n7\n", "\n" + size + "\n");
    assertThatThrownBy(() -> TreeHead.parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aHeadMayHaveFurtherLinesButNoEmptyOne() throws Exception {
    assertThat(TreeHead.parse(HEAD + "more\n").text()).isEqualTo(HEAD + "more\n");
    assertThatThrownBy(() -> TreeHead.parse(HEAD + "\n"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> TreeHead.parse("\n" + HEAD))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> TreeHead.parse("a\n0\n")).isInstanceOf(MalformedNoteException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcMQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(MalformedNoteException.class);
  }
}
