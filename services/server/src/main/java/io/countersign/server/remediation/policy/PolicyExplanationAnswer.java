package io.countersign.server.remediation.policy;

import io.countersign.domain.Role;
import io.countersign.domain.policy.ApproverPreview;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.PolicyExplanation;
import io.countersign.policies.approval.RuleFinding;
import io.countersign.policies.condition.Finding;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.Caller;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An explanation of what policy says.
 *
 * @param outcome {@code allowed}, {@code forbidden} or {@code needs-approval}
 * @param bundle digest of the rules
 * @param inputs digest of what was looked at
 * @param because why it's forbidden
 * @param requirement what approval takes
 * @param takes what it would take, in words
 * @param people each person, and whether they could approve, as far as who asks may know who there
 *     is; themself in any case
 * @param couldApprove how many could
 * @param couldNot how many couldn't
 */
record PolicyExplanationAnswer(
    String outcome,
    String bundle,
    String inputs,
    @Nullable String because,
    @Nullable Requirement requirement,
    List<String> takes,
    List<RuleAnswer> rules,
    List<Person> people,
    long couldApprove,
    long couldNot) {

  /** What approval takes. */
  record Requirement(
      String risk,
      int quorum,
      Set<String> roles,
      Set<String> groups,
      int distinctGroups,
      int dwellSeconds,
      boolean reasonRequired,
      int expireSeconds) {
    static Requirement of(Approval it) {
      var roles = new TreeSet<String>();
      it.roles().forEach(role -> roles.add(role.name().toLowerCase(Locale.ROOT)));
      return new Requirement(
          it.risk(),
          it.quorum(),
          roles,
          new TreeSet<>(it.groups()),
          it.distinctGroups(),
          it.dwellSeconds(),
          it.reasonRequired(),
          it.expireSeconds());
    }
  }

  /**
   * One rule's part in it.
   *
   * @param state {@code holds}, {@code does-not-hold}, {@code expired} or {@code error}
   */
  record RuleAnswer(
      String rule,
      String title,
      String effect,
      String state,
      List<PartAnswer> parts,
      String consequence) {
    static RuleAnswer of(RuleFinding it) {
      return new RuleAnswer(
          it.rule(),
          it.title(),
          it.effect(),
          word(it.state()),
          it.conjuncts().stream().map(PartAnswer::of).toList(),
          it.consequence());
    }
  }

  /**
   * One part of a rule's condition.
   *
   * @param truth {@code true}, {@code false} or {@code error}
   * @param line with the values of its variables
   */
  record PartAnswer(String condition, String truth, String line) {
    static PartAnswer of(Finding it) {
      return new PartAnswer(it.conjunct().text(), word(it.truth()), it.line());
    }
  }

  /**
   * A person.
   *
   * @param why they couldn't approve; empty where they could
   */
  record Person(String id, @Nullable String name, boolean couldApprove, List<String> why) {}

  /** Those that are shown, and how many there are. */
  record People(List<Person> shown, long could, long couldNot) {
    private static final Set<Role> KNOWING =
        Set.of(
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.POLICY_AUTHOR,
            Role.RESPONDER,
            Role.APPROVER,
            Role.COMMANDER,
            Role.OPERATOR);

    /** Who there is is for those to read who have somebody to find; a viewer hasn't. */
    static People of(List<ApproverPreview> all, Caller caller, PrincipalNames.Lookup names) {
      boolean everybody = !Collections.disjoint(caller.bounded(), KNOWING);
      long could = all.stream().filter(ApproverPreview::could).count();
      return new People(
          all.stream()
              .filter(it -> everybody || it.who().equals(caller.id()))
              .map(it -> person(it, names))
              .toList(),
          could,
          all.size() - could);
    }
  }

  static PolicyExplanationAnswer of(PolicyInput input, PolicyExplanation explained, People people) {
    var decision = explained.decision();
    return new PolicyExplanationAnswer(
        outcome(decision),
        decision.bundle().hex(),
        input.digest().hex(),
        decision instanceof Forbidden(_, _, _, var because) ? because : null,
        decision instanceof NeedsApproval needed ? Requirement.of(needed.approval()) : null,
        explained.takes(),
        explained.rules().stream().map(RuleAnswer::of).toList(),
        people.shown(),
        people.could(),
        people.couldNot());
  }

  private static Person person(ApproverPreview it, PrincipalNames.Lookup names) {
    var id = it.who().value();
    return new Person(id, names.of(id), it.could(), it.obstacles());
  }

  private static String outcome(PolicyDecision decision) {
    return switch (decision) {
      case Allowed _ -> "allowed";
      case Forbidden _ -> "forbidden";
      case NeedsApproval _ -> "needs-approval";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
