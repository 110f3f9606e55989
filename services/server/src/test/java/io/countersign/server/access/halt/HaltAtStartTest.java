package io.countersign.server.access.halt;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.server.LocalServer;
import io.countersign.server.temporal.TemporalEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class HaltAtStartTest {
  @Test
  void nothingIsExecutedByAServerThatIsStartedHalted() throws Exception {
    try (var server = LocalServer.halted()) {
      var setting = server.bean(KillSwitch.class).setting().orElseThrow();
      assertThat(setting.on()).isTrue();
      assertThat(setting.by()).isEqualTo(PrincipalId.SYSTEM);
      assertThat(server.bean(TemporalEngine.class)).isNotNull();
    }
  }
}
