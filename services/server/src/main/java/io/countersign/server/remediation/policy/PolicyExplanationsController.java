package io.countersign.server.remediation.policy;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.Reach;
import io.countersign.domain.policy.ApproverPreview;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.policies.suite.MadeUpPlan;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.remediation.approval.DecisionPreview;
import io.countersign.server.remediation.policy.PolicyExplanationAnswer.People;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.Caller;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint that tells what policy says of a plan, or of a made-up one; it changes nothing. */
@RestController
@RequestMapping("/api/v1/policy/explanations")
class PolicyExplanationsController {
  private final PolicyEvaluation policy;
  private final Remediations remediations;
  private final Principals principals;
  private final PrincipalNames names;
  private final SystemCommands clock;
  private final DecisionPreview previews;

  PolicyExplanationsController(
      PolicyEvaluation policy,
      Remediations remediations,
      Principals principals,
      PrincipalNames names,
      SystemCommands clock,
      DecisionPreview previews) {
    this.policy = policy;
    this.remediations = remediations;
    this.principals = principals;
    this.names = names;
    this.clock = clock;
    this.previews = previews;
  }

  /** Of a remediation's plan, at this moment. */
  @GetMapping("/{remediation}")
  PolicyExplanationAnswer ofRemediation(@PathVariable String remediation, Caller caller) {
    return remediations
        .find(remediation)
        .map(row -> explained(policy.input(AskedPlan.of(row)), row.id(), caller))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_REMEDIATION));
  }

  /**
   * Of a made-up plan: the sections of what policy looks at ({@code plan}, {@code actor}, {@code
   * target}, {@code incident}, {@code window}, {@code history}, {@code now}), each with the fields
   * that differ from an everyday rollback in production.
   */
  @PostMapping
  PolicyExplanationAnswer ofMadeUp(@RequestBody Map<String, Object> given, Caller caller) {
    var file = new PolicyFile("plan", JsonMapper.shared().writeValueAsString(given));
    return switch (MadeUpPlan.compile(file, MadeUpPlan.everyday(clock.now()))) {
      case Compilation.Compiled<PolicyInput>(var input) -> explained(input, null, caller);
      case Compilation.Rejected<PolicyInput>(var problems) ->
          throw new RefusedException(
              RefusalCode.BAD_REQUEST,
              problems.stream().map(PolicyProblem::message).collect(Collectors.joining("; ")));
    };
  }

  /**
   * @param remediation null for a made-up plan
   */
  private PolicyExplanationAnswer explained(
      PolicyInput input, @Nullable String remediation, Caller caller) {
    var explained = policy.explain(input);
    List<ApproverPreview> people =
        explained.decision() instanceof NeedsApproval needed
            ? ApproverPreview.of(
                needed.approval(),
                input.actor().id(),
                principals.all(),
                new Reach(
                    input.target().team(),
                    input.target().environment(),
                    input.target().name(),
                    input.plan().action()),
                clock.now())
            : List.of();
    var judged =
        Optional.ofNullable(remediation)
            .flatMap(it -> previews.waiting(new RemediationId(it)))
            .map(state -> people.stream().map(it -> judged(it, state)).toList())
            .orElse(people);
    return PolicyExplanationAnswer.of(input, explained, People.of(judged, caller, names.lookup()));
  }

  /** Where people are asked already, the decider says what else is in the way, such as a duty. */
  private ApproverPreview judged(ApproverPreview person, AwaitingApproval waiting) {
    var actor = new Actor(person.who(), PrincipalKind.PERSON);
    return person.could()
            && previews.of(waiting, actor, clock.now()) instanceof Answer.Refused(var code, var why)
            && code != RefusalCode.TOO_FAST
        ? new ApproverPreview(person.who(), List.of(code + ": " + why))
        : person;
  }
}
