package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.PolicyExplanation;
import io.countersign.policies.bundle.CompiledBundle;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bundle in force as this server can use it. One decision is by one of them as a whole. */
public sealed interface Law {
  Digest digest();

  /** Never throws: what can't be evaluated is forbidden with the code POLICY_ERROR. */
  PolicyDecision evaluate(PolicyInput input);

  /** The same with every rule's part in it; never throws either. */
  PolicyExplanation explain(PolicyInput input);

  /** Sorted by id. */
  List<Runbook> runbooks();

  /** Names of the groups of approvers that its conditions ask for. */
  Set<String> groups();

  /** What break-glass is for; null where there's none. */
  @Nullable BreakGlassTerms breakGlass();

  /** It compiles here. */
  record Usable(CompiledBundle bundle) implements Law {
    @Override
    public Digest digest() {
      return bundle.digest();
    }

    @Override
    public PolicyDecision evaluate(PolicyInput input) {
      return bundle.rules().evaluate(input);
    }

    @Override
    public PolicyExplanation explain(PolicyInput input) {
      return bundle.rules().explain(input);
    }

    @Override
    public List<Runbook> runbooks() {
      return bundle.runbooks();
    }

    @Override
    public Set<String> groups() {
      return bundle.rules().literals().texts("target.groups");
    }

    @Override
    public @Nullable BreakGlassTerms breakGlass() {
      return bundle.breakGlass();
    }
  }

  /**
   * This server can't use it, as one of an older version: it forbids everything.
   *
   * @param why in words for an operator
   */
  record Unusable(Digest digest, String why) implements Law {
    @Override
    public PolicyDecision evaluate(PolicyInput input) {
      return new PolicyDecision.Forbidden(
          List.of(),
          digest,
          List.of(),
          "POLICY_ERROR: this server can't use the policies in force");
    }

    @Override
    public PolicyExplanation explain(PolicyInput input) {
      return new PolicyExplanation(evaluate(input), List.of(), List.of(why));
    }

    @Override
    public List<Runbook> runbooks() {
      return List.of();
    }

    @Override
    public Set<String> groups() {
      return Set.of();
    }

    @Override
    public @Nullable BreakGlassTerms breakGlass() {
      return null;
    }
  }
}
