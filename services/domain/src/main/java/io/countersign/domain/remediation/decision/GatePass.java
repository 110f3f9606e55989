package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.GateCheck.Result;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A pass of the gate: every check is made and recorded with what it was judged by, whether or not
 * it lets something through. A refused one is recorded once a minute.
 */
final class GatePass {
  /** The check of what others can prove. */
  static final String PROOF = "inclusion-proof";

  private GatePass() {}

  /**
   * @param passed the event of a pass that all checks let through
   */
  static Decision<RemediationEvent> of(
      Known state,
      RemediationCommand command,
      CommandContext context,
      List<Rule> rules,
      Function<List<GateCheck>, RemediationEvent> passed) {
    var checks = checks(rules);
    return Refusals.recorded(
        Rule.inOrder(rules, () -> Decision.done(passed.apply(checks))),
        state.dossier().refusals(),
        Attempt.of(command, context),
        (code, it) ->
            new AttemptRefused(
                command.remediation(), code, it.by(), it.command(), it.at(), checks));
  }

  /** In the order of the rules; of the way back that it was approved with its plan. */
  static List<GateCheck> checks(List<Rule> rules) {
    var checks = new ArrayList<GateCheck>();
    rules.forEach(rule -> checks.add(check(rule)));
    if (rules.stream().noneMatch(it -> it.name().equals(PROOF))) {
      checks.add(
          new GateCheck(PROOF, Result.NOT_APPLICABLE, "the way back was approved with its plan"));
    }
    return List.copyOf(checks);
  }

  private static GateCheck check(Rule rule) {
    return new GateCheck(
        rule.name(),
        rule.kept() ? Result.HELD : Result.FAILED,
        rule.kept() || !rule.input().isEmpty() ? rule.input() : rule.why());
  }
}
