package io.countersign.ledger.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Followers that failed wait, but not for long. */
class PromptCoordinatorTest {
  @Test
  void whatACoordinatorPutsOffComesSoon() {
    try (var coordinator = new PromptCoordinator("test")) {
      var putOff = coordinator.schedule(() -> {}, 1, TimeUnit.MINUTES);
      assertThat(putOff.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(3_000);
      coordinator.shutdownNow();
    }
  }
}
