package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.domain.planning.TargetState;
import java.util.Map;

/**
 * A call that may be run: every value is known and harmless, and the secrets are at hand.
 *
 * @param before the target's state just before, as the step expects it
 */
record PreparedPlay(PlaybookCall call, TargetState before, Map<String, Secret> secrets) {
  static Outcome<PreparedPlay> of(PlaybookCall call, ExecutorTargets targets) {
    return targets.readAsExpected(call.step()).then(reading -> prepare(call, reading.state()));
  }

  private static Outcome<PreparedPlay> prepare(PlaybookCall call, TargetState before) {
    var full = call.with(before);
    var obstacle = full.obstacle();
    return obstacle == null
        ? full.secrets().then(secrets -> Outcome.ok(new PreparedPlay(full, before, secrets)))
        : Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, obstacle);
  }
}
