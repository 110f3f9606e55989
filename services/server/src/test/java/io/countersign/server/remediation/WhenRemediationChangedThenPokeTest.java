package io.countersign.server.remediation;

import static io.countersign.domain.testing.Remediations.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhenRemediationChangedThenPokeTest {
  /** Its loop is just saying so to the engine, which would refuse that once over a poke. */
  @Test
  void whatItsOwnLoopEndedIsNotWoken() {
    assertThat(endsItself(new Completed(ID, Completed.Outcome.VERIFIED, Map.of()))).isTrue();
    assertThat(endsItself(new RemediationEvent.Expired(ID))).isTrue();
    assertThat(endsItself(new Withdrawn(ID, Withdrawn.Reason.SUPERSEDED, "a better plan")))
        .as("its loop still waits")
        .isFalse();
  }

  private static boolean endsItself(RemediationEvent event) {
    return WhenRemediationChangedThenPoke.endsItself(event);
  }
}
