package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.target.ExecutorTargets;
import io.countersign.domain.planning.ObservedTarget;
import java.util.Map;

/**
 * A call that may be run: every value is known and harmless, and the secrets are at hand.
 *
 * @param before the target's state just before, as the step expects it
 */
record PreparedPlay(PlaybookCall call, ObservedTarget before, Map<String, Secret> secrets) {
  static Outcome<PreparedPlay> of(PlaybookCall call, ExecutorTargets targets) {
    return targets.readAsExpected(call.step()).then(before -> prepare(call, before));
  }

  private static Outcome<PreparedPlay> prepare(PlaybookCall call, ObservedTarget before) {
    var full = call.with(before);
    var obstacle = full.obstacle();
    return obstacle == null
        ? full.secrets().then(secrets -> Outcome.ok(new PreparedPlay(full, before, secrets)))
        : Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, obstacle);
  }

  /** The same, its effect to be seen by comparison with what was read earlier. */
  PreparedPlay since(ObservedTarget earlier) {
    return new PreparedPlay(call.with(earlier), earlier, secrets);
  }

  /** REFUSED (USER) where its effect could never be seen. */
  Outcome<PreparedPlay> observable() {
    return ExecutorTargets.observable(call.action().effect(), call.values(), before)
        .then(_ -> Outcome.ok(this));
  }
}
