package io.countersign.ledger.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CommitterPulseTest {
  private static final int LOOKS = 2_000_000;

  @Test
  void whoLooksWhileABatchEndsSeesItSteady() throws Exception {
    var pulse = new CommitterPulse();
    var over = new AtomicBoolean();
    var committer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    pulse.began();
                    pulse.ended();
                  }
                });
    try {
      for (int look = 0; look < LOOKS; look++) {
        assertThat(pulse.isSteady()).isTrue();
      }
    } finally {
      over.set(true);
      committer.join();
    }
  }
}
