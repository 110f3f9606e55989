package io.countersign.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.domain.remediation.course.StepResult;
import org.junit.jupiter.api.Test;

/** The words of executors' failures that a remediation's course goes by. */
class StepFailureCodeTest {
  @Test
  void theCourseKnowsTheFailureThatLeavesAnEffectByTheExecutorsWord() {
    assertThat(StepResult.Failed.TOOK_EFFECT).isEqualTo(FailureCode.UNHEALTHY.name());
  }
}
