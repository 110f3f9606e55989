package io.countersign.server.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.log.key.NoteKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessPolicyFileTest {
  private static String vkey(String name, byte type, int seed) {
    var key = new byte[type == NoteKey.ML_DSA_44 ? 1_312 : 32];
    new Random(seed).nextBytes(key);
    return new NoteKey(name, type, key).toString();
  }

  private static String classic(int seed) {
    return vkey("w.example/" + seed, NoteKey.COSIGNATURE_ED25519, seed);
  }

  private static String witness(String name, int seed) {
    return "witness " + name + " " + classic(seed) + " https://w.example/" + name + "\n";
  }

  private static final String FIVE =
      witness("X1", 1) + witness("X2", 2) + witness("X3", 3) + witness("Y1", 4) + witness("Y2", 5);

  private static final String NESTED =
      "# two organisations\n\nlog "
          + vkey("log.example", NoteKey.ED25519, 9)
          + " https://log.example/\n"
          + FIVE
          + "\t group X 2 X1 X2 X3 \n"
          + "group Y any Y1 Y2\n"
          + "group both all X Y\n"
          + "quorum both\n";

  @Test
  void groupsAreNested() {
    var policy = WitnessPolicyFile.parse(NESTED);
    assertThat(policy.quorum().words()).isEqualTo("2 of (2 of (X1, X2, X3), 1 of (Y1, Y2))");
    var names = List.of("X1", "X2", "X3", "Y1", "Y2");
    for (int bits = 0; bits < 32; bits++) {
      Set<String> signed = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        if ((bits >> i & 1) == 1) {
          signed.add(names.get(i));
        }
      }
      boolean met = Integer.bitCount(bits & 7) >= 2 && Integer.bitCount(bits >> 3) >= 1;
      assertThat(policy.metBy(signed)).as("%s", signed).isEqualTo(met);
    }
  }

  @Test
  void withoutAQuorumNobodyIsWaitedFor() {
    assertThat(WitnessPolicyFile.parse("quorum none").isNone()).isTrue();
    assertThat(WitnessPolicyFile.parse(FIVE + "quorum none\n").metBy(Set.of())).isTrue();
    assertThat(WitnessPolicyFile.parse(FIVE + "quorum Y1\n").isNone()).isFalse();
  }

  @Test
  void aWitnessHasAKeyOfEitherKind() {
    var later = vkey("w.example/later", NoteKey.ML_DSA_44, 7);
    var policy = WitnessPolicyFile.parse("witness W " + later + " http://127.0.0.1:1\nquorum W");
    assertThat(policy.witnesses().getFirst().key().type()).isEqualTo(NoteKey.ML_DSA_44);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wittness X                     | line 6: not `log`
          group G 2 X1                   | line 6: a group takes
          group G 0 X1                   | line 6: a group takes
          group G 02 X1 X2               | line 6: a group takes
          group G all                    | line 6: a `group` line has other parts
          group G any X1 X1              | line 6: X1 is a member of a group already
          group G any none               | line 6: no witness or group
          group G any Z                  | line 6: no witness or group
          group X1 any X2                | line 6: X1 means something already
          group none any X2              | line 6: none means something already
          quorum Z                       | line 6: no witness or group
          quorum X1 X2                   | line 6: a `quorum` line has other parts
          witness Z nonsense             | line 6: not a verifier key
          """)
  void aWrongLineIsNamed(String line, String problem) {
    assertThatThrownBy(() -> WitnessPolicyFile.parse(FIVE + line + "\nquorum X1\n"))
        .hasMessageStartingWith(problem);
  }

  @Test
  void keysAndAddressesAreLookedAt() {
    refused(FIVE + witness("Z", 1) + "quorum X1", "line 6: this key was there before");
    var log = vkey("w", NoteKey.ED25519, 8);
    refused("witness Z " + log + "\nquorum none", "line 1: not a key for this");
    refused("log " + classic(8) + "\nquorum none", "line 1: not a key for this");
    var short31 = new NoteKey("w", NoteKey.COSIGNATURE_ED25519, new byte[31]);
    refused("witness Z " + short31 + "\nquorum none", "line 1: not a key for this");
    for (var url : List.of("ftp://h/", "https://u:p@h/", "https://h/?q", "h", "https:")) {
      refused("witness Z " + classic(8) + " " + url + "\nquorum none", "line 1: ");
    }
    refused("quorum none\r\n", "line 1: a control character");
    refused("quorum none\nquorum none", "line 2: a second `quorum`");
    refused(FIVE, "has no line `quorum NAME`");
    refused("witness Z " + classic(8) + "\nquorum Z", "names too few witnesses with an address");
  }

  private static void refused(String text, String problem) {
    assertThatThrownBy(() -> WitnessPolicyFile.parse(text)).hasMessageStartingWith(problem);
  }

  @Test
  void aFileIsReadStrictly(@TempDir Path folder) throws Exception {
    var file = folder.resolve("policy");
    Files.writeString(file, NESTED);
    assertThat(WitnessPolicyFile.read(file.toString()).witnesses()).hasSize(5);
    Files.write(file, new byte[] {(byte) 0xff, '\n'});
    assertThatThrownBy(() -> WitnessPolicyFile.read(file.toString()))
        .hasMessageContaining("is not a file that can be read");
    assertThatThrownBy(() -> WitnessPolicyFile.read(folder.resolve("absent").toString()))
        .hasMessageContaining("is not a file that can be read");
  }
}
