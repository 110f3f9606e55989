package io.countersign.verifier.command;

import io.countersign.verifier.load.TileLayout;
import io.countersign.verifier.load.TilePath;
import io.countersign.verifier.note.BadSignatureException;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.NoteSigner;
import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TreeHead;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.record.RecordFindings;
import io.countersign.verifier.tree.ConsistencyProof;
import io.countersign.verifier.tree.InclusionProof;
import io.countersign.verifier.tree.RootBuilder;
import io.countersign.verifier.tree.TreeHash;
import io.countersign.verifier.tree.TreeHasher;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/** Holds this very program on this very JDK to what others have published. */
final class SelfTest {
  /** The leaves of the vectors that certificate transparency is tested by, in hexadecimal. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  /** The roots over none, one, ... all of them. */
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final List<String> PATH_OF_THE_FIRST =
      List.of(
          "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");

  private static final List<String> FROM_TWO_TO_FIVE =
      List.of(
          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");

  private static final String KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  private static final String NOTE =
      """
      This is an example message.

      \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  private final RecordFindings findings = new RecordFindings();
  private long passed;

  private SelfTest() {}

  static RecordFindings run() {
    var test = new SelfTest();
    test.holds("RFC 6962: roots of zero to eight leaves", SelfTest::roots);
    test.holds("RFC 6962: the path of a leaf", SelfTest::inclusion);
    test.holds("RFC 6962: from a tree of two to one of five", SelfTest::consistency);
    test.holds("signed-note: the sample is verified", () -> sample(NOTE));
    test.holds("signed-note: the sample changed isn't", () -> !sample(NOTE.replace("an ", "no ")));
    test.holds("tlog-tiles: the layout of 70,000 leaves", SelfTest::layout);
    test.holds("tlog-tiles: the path of tile 1,234,067", SelfTest::path);
    for (var type : SignatureType.values()) {
      test.holds("the JDK signs and verifies " + type, () -> signs(type));
    }
    test.findings.fact("passed", test.passed);
    return test.findings;
  }

  private void holds(String what, Callable<Boolean> vector) {
    try {
      if (vector.call()) {
        passed++;
        return;
      }
      findings.add(new Mismatch(FaultCode.MALFORMED, "the verifier itself is wrong: " + what));
    } catch (Exception e) {
      findings.add(
          new Mismatch(FaultCode.MALFORMED, "the verifier itself fails: " + what + ": " + e));
    }
  }

  private static boolean roots() {
    var tree = new RootBuilder();
    for (int size = 0; size < ROOTS.size(); size++) {
      if (!tree.root().hex().equals(ROOTS.get(size))) {
        return false;
      }
      if (size < LEAVES.size()) {
        tree.append(leaf(size));
      }
    }
    return true;
  }

  private static TreeHash leaf(int index) {
    return new TreeHasher().leaf(HexFormat.of().parseHex(LEAVES.get(index)));
  }

  private static List<TreeHash> hashes(List<String> hex) {
    return hex.stream().map(SelfTest::hash).toList();
  }

  private static TreeHash hash(String hex) {
    return TreeHash.of(HexFormat.of().parseHex(hex));
  }

  private static boolean inclusion() throws Exception {
    return InclusionProof.root(0, 8, leaf(0), hashes(PATH_OF_THE_FIRST)).equals(hash(ROOTS.get(8)));
  }

  private static boolean consistency() throws Exception {
    return ConsistencyProof.proves(
        2, hash(ROOTS.get(2)), 5, hash(ROOTS.get(5)), hashes(FROM_TWO_TO_FIVE));
  }

  private static boolean sample(String note) throws MalformedNoteException {
    try {
      return SignedNote.parse(note).verified(List.of(VerifierKey.parse(KEY))).size() == 1;
    } catch (BadSignatureException e) {
      return false;
    }
  }

  private static boolean layout() {
    var levels = List.of(new TileLayout(273, 112), new TileLayout(1, 17), new TileLayout(0, 1));
    return levels.equals(
            List.of(TileLayout.of(70_000, 0), TileLayout.of(70_000, 1), TileLayout.of(70_000, 2)))
        && TileLayout.of(256, 1).equals(new TileLayout(0, 1))
        && TileLayout.of(70_000, 3).equals(new TileLayout(0, 0));
  }

  private static boolean path() {
    return TilePath.of(1_234_067).equals("x001/x234/067") && TilePath.of(7).equals("007");
  }

  private static boolean signs(SignatureType type) throws Exception {
    var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
    var signer = new NoteSigner("self.test/key", type, pair);
    var text = new TreeHead("self.test/log", 8, hash(ROOTS.get(8))).text();
    var note = new SignedNote(text, List.of(signer.sign(text, 1)));
    var key = VerifierKey.parse(signer.key().toString());
    return key.type() == type && note.verified(List.of(key)).size() == 1;
  }
}
