package io.countersign.witness;

import static io.countersign.verifier.note.SignatureType.COSIGNATURE_ED25519;
import static io.countersign.verifier.note.SignatureType.COSIGNATURE_ML_DSA_44;
import static io.countersign.verifier.note.SignatureType.ED25519;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.BadSignatureException;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.VerifiedSignature;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import io.countersign.witness.testing.GrowingLog;
import io.countersign.witness.testing.WitnessProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses of tlog-witness, asked of the running program. */
class StatusMatrixTest {
  private static final String SIZE_TYPE = "text/x.tlog.size";

  @TempDir static Path scratch;
  private static WitnessFolder folder;
  private static WitnessProcess witness;

  private GrowingLog log;

  @BeforeAll
  static void start() throws Exception {
    var dir = scratch.resolve("witness");
    folder =
        WitnessFolder.create(
            dir, WitnessKeys.generate("witness.example/w1", List.of(CosignatureKind.values())));
    witness = WitnessProcess.serve(dir);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(witness.stop()).isIn(0, 143);
  }

  /** Each test has a log of its own, of which the running witness is told. */
  @BeforeEach
  void tellOfALog(TestInfo test) throws IOException {
    var origin = "log.example/" + test.getDisplayName().hashCode() + "/" + System.nanoTime();
    log = GrowingLog.named(origin, ED25519, COSIGNATURE_ML_DSA_44);
    for (var key : log.keys()) {
      folder.trust(key);
    }
  }

  @Test
  void theFirstCheckpointIsCosignedByEachKey() throws Exception {
    var answer = witness.add(log.request(0, 7));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("\u2014 witness.example/w1 ").endsWith("\n");
    assertThat(cosignatures(log.checkpoint(7), answer))
        .extracting(it -> it.key().type())
        .containsExactly(COSIGNATURE_ED25519, COSIGNATURE_ML_DSA_44);
    assertThat(cosignatures(log.checkpoint(7), answer)).allMatch(it -> it.time() > 1_700_000_000);
  }

  @Test
  void aTreeThatGrewIsCosignedAndOneThatStayedAgain() {
    assertThat(witness.add(log.request(0, 0)).statusCode()).isEqualTo(200);
    assertThat(witness.add(log.request(0, 5)).statusCode()).isEqualTo(200);
    assertThat(witness.add(log.request(5, 13)).statusCode()).isEqualTo(200);
    assertThat(witness.add(log.request(13, 64)).statusCode()).isEqualTo(200);
    assertThat(witness.add(log.request(64, 64)).statusCode()).isEqualTo(200);
    assertThat(witness.add(log.request(64, 100_001)).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherOldSizeIsAnsweredWithTheSizeThatIsKnown() {
    witness.add(log.request(0, 12));
    for (var request : List.of(log.request(0, 20), log.request(11, 20), log.request(13, 20))) {
      assertSize(witness.add(request), "12\n");
    }
    assertSize(witness.add(log.request(5, 5)), "12\n"); // a log that was rolled back
  }

  @Test
  void aLogThatNobodyNamedIsUnknown() {
    var stranger = GrowingLog.named("stranger.example", ED25519);
    assertThat(witness.add(stranger.request(0, 3)).statusCode()).isEqualTo(404);
    assertThat(witness.head("stranger.example").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyATrustedKeysSignatureCounts() {
    var other = GrowingLog.signer(log.origin(), ED25519); // the name is right, the key's id isn't
    assertThat(witness.add(log.signedBy(other).request(0, 3)).statusCode()).isEqualTo(403);
    var note = log.checkpoint(3);
    var moved = new SignedNote(log.checkpoint(4).text(), note.signatures());
    assertThat(witness.add(GrowingLog.request(0, List.of(), moved.toString())).statusCode())
        .isEqualTo(403);
    var oneOfTwo = new SignedNote(note.text(), note.signatures().subList(0, 1));
    assertThat(witness.add(GrowingLog.request(0, List.of(), oneOfTwo.toString())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aWrongSignatureOfATrustedKeySpoilsTheNote() {
    var good = log.checkpoint(3);
    var mixed =
        new SignedNote(
            good.text(), List.of(good.signatures().get(0), log.checkpoint(4).signatures().get(1)));
    assertThat(witness.add(GrowingLog.request(0, List.of(), mixed.toString())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void otherSignaturesAreIgnoredAndNotKept() throws Exception {
    var others = new ArrayList<>(log.checkpoint(9).signatures());
    for (int i = 0; i < 14; i++) {
      var stranger = GrowingLog.signer("stranger.example/" + i, COSIGNATURE_ML_DSA_44);
      others.add(stranger.sign(log.checkpoint(9).text(), i));
    }
    Collections.rotate(others, 7);
    var note = new SignedNote(log.checkpoint(9).text(), others);
    var answer = witness.add(GrowingLog.request(0, List.of(), note.toString()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(SignedNote.parse(witness.head(log.origin()).body()).signatures()).hasSize(4);
  }

  @Test
  void anOldSizeAboveTheCheckpointsIsMalformed() {
    witness.add(log.request(0, 12));
    assertThat(witness.add(log.request(12, 11)).statusCode()).isEqualTo(400);
    assertThat(witness.add(log.request(Long.MAX_VALUE, 11)).statusCode()).isEqualTo(400);
  }

  @Test
  void aProofThatDoesNotProveIsRefusedAndChangesNothing() {
    witness.add(log.request(0, 6));
    var proof = log.proof(6, 11);
    var note = log.checkpoint(11).toString();
    var wrong = new ArrayList<List<TreeHash>>();
    wrong.add(List.of());
    wrong.add(proof.subList(0, proof.size() - 1));
    wrong.add(more(proof, log.root(1)));
    wrong.add(proof.reversed());
    wrong.add(log.forkedAt(2).proof(6, 11));
    wrong.add(Collections.nCopies(63, log.root(1)));
    for (var each : wrong) {
      assertThat(witness.add(GrowingLog.request(6, each, note)).statusCode()).isEqualTo(422);
    }
    assertThat(witness.add(log.forkedAt(2).request(6, 11)).statusCode()).isEqualTo(422);
    assertThat(
            witness
                .add(GrowingLog.request(6, List.of(log.root(1)), log.checkpoint(6).toString()))
                .statusCode())
        .isEqualTo(422);
    assertThat(witness.add(GrowingLog.request(6, proof, note)).statusCode()).isEqualTo(200);
  }

  @Test
  void theFirstCheckpointHasNothingToBeProvedFrom() {
    var request = GrowingLog.request(0, List.of(log.root(1)), log.checkpoint(3).toString());
    assertThat(witness.add(request).statusCode()).isEqualTo(422);
  }

  @Test
  void sixtyFourLinesOfProofAreMalformed() {
    var lines = Collections.nCopies(64, log.root(1));
    assertThat(witness.add(GrowingLog.request(0, lines, log.checkpoint(3).toString())).statusCode())
        .isEqualTo(400);
  }

  /** Without a size: the log has nothing to catch up with. Both trees are kept as evidence. */
  @Test
  void twoTreesOfOneSizeAreAConflict() throws Exception {
    witness.add(log.request(0, 8));
    var answer = witness.add(log.forkedAt(3).request(8, 8));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Content-Type")).get().isNotEqualTo(SIZE_TYPE);
    assertThat(TreeHead.parse(SignedNote.parse(witness.head(log.origin()).body()).text()).root())
        .isEqualTo(log.root(8));
    assertThat(folder.log(log.origin()).orElseThrow().evidence().orElseThrow())
        .content()
        .contains(log.root(8) + "\n", log.forkedAt(3).root(8) + "\n");
  }

  @Test
  void theEmptyTreeHasOneRoot() {
    var text = new TreeHead(log.origin(), 0, log.root(1)).text();
    var request = GrowingLog.request(0, List.of(), log.sign(text).toString());
    assertThat(witness.add(request).statusCode()).isEqualTo(422);
    assertThat(witness.add(log.request(0, 0)).statusCode()).isEqualTo(200);
  }

  @Test
  void extensionLinesAreCosignedAsTheyAre() throws Exception {
    var note = log.checkpoint(4, "an extension", "another");
    var answer = witness.add(GrowingLog.request(0, List.of(), note.toString()));
    assertThat(cosignatures(note, answer)).hasSize(2);
  }

  @Test
  void theLargestSizeThereIs() {
    var text = new TreeHead(log.origin(), Long.MAX_VALUE, TreeHasher.empty()).text();
    var huge = log.sign(text).toString();
    assertThat(witness.add(GrowingLog.request(0, List.of(), huge)).statusCode()).isEqualTo(200);
    var beyond = text.replace("9223372036854775807", "9223372036854775808");
    var larger = new SignedNote(beyond, log.checkpoint(1).signatures()).toString();
    assertThat(witness.add(GrowingLog.request(Long.MAX_VALUE, List.of(), larger)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void theHeadIsShownWithTheLogsAndTheWitnessesSignatures() throws Exception {
    assertThat(witness.head(log.origin()).statusCode()).isEqualTo(404);
    witness.add(log.request(0, 5));
    witness.add(log.request(5, 21));
    var head = SignedNote.parse(witness.head(log.origin()).body());
    assertThat(head.text()).isEqualTo(log.checkpoint(21).text());
    assertThat(head.verified(log.keys())).hasSize(2);
    assertThat(head.verified(folder.keys().vkeys())).hasSize(2);
  }

  @Test
  void otherPathsAndMethods() {
    var request = log.request(0, 5).getBytes(StandardCharsets.UTF_8);
    assertThat(witness.get("/add-checkpoint").statusCode()).isEqualTo(405);
    assertThat(witness.get("/add-checkpoint").headers().firstValue("Allow")).hasValue("POST");
    assertThat(witness.post("/add-checkpoint/", request).statusCode()).isEqualTo(404);
    assertThat(witness.post("/other", request).statusCode()).isEqualTo(404);
    assertThat(witness.post("/" + "0".repeat(64) + "/checkpoint", request).statusCode())
        .isEqualTo(405);
    assertThat(witness.get("/..%2fwitness.keys/checkpoint").statusCode()).isEqualTo(404);
    assertThat(witness.get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void aRequestHasBounds() {
    var much = log.request(0, 5) + "x".repeat(128 * 1024);
    assertThat(witness.add(much).statusCode()).isEqualTo(413);
    assertThat(witness.add(log.request(0, 5)).statusCode()).isEqualTo(200);
  }

  /** Each as a change of a good request, which would be answered 200. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "old 0\n=>old 00\n",
        "old 0\n=>old 05\n",
        "old 0\n=>old -1\n",
        "old 0\n=>old +0\n",
        "old 0\n=>old 0 \n",
        "old 0\n=>old  0\n",
        "old 0\n=>old \n",
        "old 0\n=>old\n",
        "old 0\n=>Old 0\n",
        "old 0\n=>0\n",
        "old 0\n=>old \u0660\n",
        "old 0\n=>old 9223372036854775808\n",
        "old 0\n=>old 99999999999999999999999999\n",
        "old 0\n=>old 0\r\n",
        "old 0\n=>",
        "old 0\n=>\n",
        "old 0\n\n=>old 0\n",
        "old 0\n\n=>old 0\nnot base64\n\n",
        "old 0\n\n=>old 0\nAAAA\n\n",
        "old 0\n\n=>old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw\n\n",
        "old 0\n\n=>old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=\n\n",
        "old 0\n\n=>old 0\n_-WVhPs2CwSsb5rYBH5cjHV_wSmA79abXAwhXw3Kj_0=\n\n",
        "old 0\n\n=>old 0\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw= \n\n",
        "\n5\n=>\n05\n",
        "\n5\n=>\n5\r\n",
        "\n5\n=>\n-5\n",
        "\n5\n=>\n\n",
        "\n5\n=>\n",
        "\u2014 =>- ",
        "\u2014 =>\u2014",
        "\u2014 =>\u2014 a+",
        "\n\n\u2014=>\n\u2014",
        "old 0=>old 0\0",
      })
  void whatIsMalformedIsSaidToBe(String change) {
    var good = log.request(0, 5);
    var parts = change.split("=>", -1);
    assertThat(good).contains(parts[0]);
    assertThat(witness.add(good.replace(parts[0], parts[1])).statusCode()).isEqualTo(400);
  }

  @Test
  void theRestOfWhatIsMalformed() {
    var good = log.request(0, 5);
    var cut = good.substring(0, good.length() - 1); // without the last line's end
    assertThat(witness.add(cut).statusCode()).isEqualTo(400);
    assertThat(witness.add("").statusCode()).isEqualTo(400);
    assertThat(witness.add("\n\n").statusCode()).isEqualTo(400);
    assertThat(witness.add("old 0\n\n" + log.checkpoint(5).text() + "\n").statusCode())
        .isEqualTo(400);
    var latin =
        good.replace(log.origin(), log.origin() + "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(witness.post("/add-checkpoint", latin).statusCode()).isEqualTo(400);
    var mime = Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(log.root(5).bytes());
    assertThat(witness.add(good.replace(log.root(5).toString(), mime)).statusCode()).isEqualTo(400);
    assertThat(witness.add(good).statusCode()).isEqualTo(200);
  }

  private static void assertSize(HttpResponse<String> answer, String size) {
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(SIZE_TYPE);
    assertThat(answer.body()).isEqualTo(size);
  }

  private static List<TreeHash> more(List<TreeHash> proof, TreeHash hash) {
    var more = new ArrayList<>(proof);
    more.add(hash);
    return more;
  }

  /** As a client does it: the answer below the checkpoint, then a verification by known keys. */
  private static List<VerifiedSignature> cosignatures(SignedNote note, HttpResponse<String> answer)
      throws MalformedNoteException, BadSignatureException {
    List<VerifierKey> keys = folder.keys().vkeys();
    return SignedNote.parse(note + answer.body()).verified(keys);
  }
}
