package io.countersign.witness.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.note.SignatureType;
import io.countersign.verifier.note.SignedNote;
import io.countersign.witness.protocol.WitnessAnswer.Cosigned;
import io.countersign.witness.protocol.WitnessAnswer.Unavailable;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import io.countersign.witness.testing.GrowingLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The times of cosignatures, whatever the clock does. */
class WitnessTimeTest {
  private static final long NOON = 1_800_000_000;

  private final GrowingLog log = GrowingLog.named("log.example", SignatureType.ED25519);

  @TempDir private Path scratch;
  private WitnessFolder folder;
  private CheckpointCosigner cosigner;
  private long now = NOON;

  @BeforeEach
  void create() throws Exception {
    var kinds = List.of(CosignatureKind.values());
    folder =
        WitnessFolder.create(
            scratch.resolve("witness"), WitnessKeys.generate("witness.example/w1", kinds));
    folder.trust(log.keys().getFirst());
    cosigner = new CheckpointCosigner(folder, () -> Instant.ofEpochSecond(now));
  }

  @Test
  void bothSignaturesBearTheClocksTime() throws Exception {
    assertThat(times(add(0, 5), 5)).containsExactly(NOON, NOON);
    now += 7;
    assertThat(times(add(5, 5), 5)).containsExactly(NOON + 7, NOON + 7);
  }

  @Test
  void aClockThatGoesBackALittleStandsStill() throws Exception {
    add(0, 5);
    now -= 60;
    assertThat(times(add(5, 8), 8)).containsOnly(NOON);
    now = NOON + 1;
    assertThat(times(add(8, 9), 9)).containsOnly(NOON + 1);
  }

  @Test
  void aClockThatGoesBackFartherSignsNothing() throws Exception {
    add(0, 5);
    now -= 61;
    assertThat(add(5, 8)).isInstanceOf(Unavailable.class);
    assertThat(add(5, 5)).isInstanceOf(Unavailable.class);
    now = NOON;
    assertThat(add(5, 8)).isInstanceOf(Cosigned.class); // it knows no more than before
  }

  @Test
  void aClockThatWasNeverSetSignsNothing() throws Exception {
    now = 0;
    assertThat(add(0, 5)).isInstanceOf(Unavailable.class);
  }

  private WitnessAnswer add(long old, long size) throws Exception {
    var body = log.request(old, size).getBytes(StandardCharsets.UTF_8);
    return cosigner.add(AddCheckpointRequest.parse(body));
  }

  private List<Long> times(WitnessAnswer answer, long size) throws Exception {
    assertThat(answer).isInstanceOf(Cosigned.class);
    var note = SignedNote.parse(log.checkpoint(size) + ((Cosigned) answer).lines());
    return note.verified(folder.keys().vkeys()).stream().map(it -> it.time()).toList();
  }
}
