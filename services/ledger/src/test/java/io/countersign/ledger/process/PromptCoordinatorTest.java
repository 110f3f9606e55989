package io.countersign.ledger.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Followers that failed wait, but not for long. */
class PromptCoordinatorTest {
  @Test
  void whatACoordinatorPutsOffComesSoon() throws Exception {
    try (var coordinator = new PromptCoordinator("test")) {
      var ran = new CompletableFuture<Boolean>();
      var _ = coordinator.schedule(() -> ran.complete(true), 1, TimeUnit.HOURS);
      assertThat(ran.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }
}
