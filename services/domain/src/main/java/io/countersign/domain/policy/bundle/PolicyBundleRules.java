package io.countersign.domain.policy.bundle;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.CredentialRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of who may propose a bundle, and who may have it take effect. */
public final class PolicyBundleRules {
  /** Who writes policies, and agrees to those of others. */
  public static final Set<Role> AUTHORS = Set.of(Role.POLICY_AUTHOR);

  /** As long as there was no second administrator, the one there is writes them too. */
  private static final Set<Role> BEGINNERS = Set.of(Role.POLICY_AUTHOR, Role.ADMINISTRATOR);

  /** Which machines bring policies, as a pipeline does: those that bring the catalogue, too. */
  public static final Set<Role> BRINGING = Set.of(Role.CATALOG_EDITOR);

  private PolicyBundleRules() {}

  /** Whether somebody is a policy author. */
  public static boolean writes(AccessFacts.Principal who) {
    return AUTHORS.stream().anyMatch(who::may);
  }

  private static Set<Role> authors(Facts facts) {
    return alone(facts) ? BEGINNERS : AUTHORS;
  }

  /** Whether nobody could agree to it but who proposed it. */
  static boolean alone(Facts facts) {
    return facts.of(AccessFacts.class).bootstrapping();
  }

  /** A policy author, or a machine that brings what people wrote: it proposes, and no more. */
  static List<Rule> mayPropose(CommandContext context) {
    boolean person = isPerson(context.actor().id(), context.facts());
    return Rule.join(
        Authority.known(context),
        Authority.holder(
            context.facts(AccessFacts.class).principal(context.actor().id()),
            proposers(person, context.facts())));
  }

  /** Why somebody may not propose, whatever it is: asked before it's compiled, which costs. */
  public static Optional<Rule> unwelcome(CommandContext context) {
    return mayPropose(context).stream().filter(rule -> !rule.kept()).findFirst();
  }

  private static Set<Role> proposers(boolean person, Facts facts) {
    return person ? authors(facts) : BRINGING;
  }

  /** A policy author in person, whose word is their own. */
  static List<Rule> mayDecide(CommandContext context) {
    return Rule.join(
        Authority.signatory(context),
        Rule.join(
            Authority.person(context, authors(context.facts())),
            CredentialRules.own(context.actor().id(), context.facts())));
  }

  /** A policy author who neither proposed it nor could be somebody who has a say in it already. */
  static List<Rule> mayApprove(
      PrincipalId proposer, List<PrincipalId> approvers, CommandContext context) {
    var who = context.actor().id();
    var facts = context.facts();
    if (alone(facts)) {
      return mayDecide(context);
    }
    var another =
        Rule.join(
            Authority.signatory(context),
            that(!who.equals(proposer), RefusalCode.SOD_POLICY_AUTHOR));
    return Rule.join(
        another,
        Rule.join(
            mayDecide(context),
            isPerson(proposer, facts)
                ? CredentialRules.twoPersons(proposer, who, facts)
                : that(true, RefusalCode.SECOND_PERSON_REQUIRED),
            CredentialRules.anotherPerson(who, approvers, facts)));
  }

  /** Whether who asks could add their approval to those of others. */
  public static boolean couldApprove(
      PrincipalId proposer, List<PrincipalId> approvers, CommandContext context) {
    return mayApprove(proposer, approvers, context).stream().allMatch(Rule::kept);
  }

  /** Who proposed it may still do so; a machine that lost its tokens speaks no more. */
  static Rule stillProposed(PrincipalId proposer, Facts facts) {
    var access = facts.of(AccessFacts.class);
    boolean still =
        access
            .principal(proposer)
            .filter(it -> proposers(isPerson(proposer, facts), facts).stream().anyMatch(it::may))
            .filter(it -> it.kind() == PrincipalKind.PERSON || access.hasToken(proposer))
            .isPresent();
    return that(still, RefusalCode.NOT_PENDING, "Who proposed this may no longer do so.");
  }

  /** What they agreed to replace is still what would be replaced. */
  static Rule upToDate(@Nullable Digest base, Facts facts) {
    var inForce = facts.of(PolicyBundleFacts.class).inForce();
    return that(
        inForce.isPresent() && inForce.get().digest().equals(base),
        RefusalCode.STALE_POLICY_BUNDLE);
  }

  /** Whether a person who agreed still may: who lost the role meanwhile doesn't count. */
  static boolean counts(PrincipalId approver, Facts facts) {
    return facts
            .of(AccessFacts.class)
            .principal(approver)
            .filter(it -> authors(facts).stream().anyMatch(it::may))
            .isPresent()
        && CredentialRules.own(approver, facts).kept();
  }

  /**
   * How many others have to agree: one, so that it takes two persons; two where a machine proposed
   * it, for its word is nobody's.
   */
  static int approvals(PrincipalId proposer, Facts facts) {
    return isPerson(proposer, facts) || alone(facts) ? 1 : 2;
  }

  /** Whose word a bundle is; a machine's is that of those who approved it, sorted. */
  static List<PrincipalId> authors(PrincipalId proposer, List<PrincipalId> approvers, Facts facts) {
    return isPerson(proposer, facts)
        ? List.of(proposer)
        : approvers.stream().sorted(Comparator.comparing(PrincipalId::value)).toList();
  }

  private static boolean isPerson(PrincipalId who, Facts facts) {
    return facts
        .of(AccessFacts.class)
        .principal(who)
        .filter(it -> it.kind() == PrincipalKind.PERSON)
        .isPresent();
  }
}
