package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.CREDENTIAL_NOT_OWN;
import static io.countersign.domain.RefusalCode.FORBIDDEN;
import static io.countersign.domain.RefusalCode.HUMAN_REQUIRED;
import static io.countersign.domain.RefusalCode.OUT_OF_OFFICE;
import static io.countersign.domain.RefusalCode.ROLE_CONFLICT;
import static io.countersign.domain.RefusalCode.SOD_ADMINISTRATOR;
import static io.countersign.domain.RefusalCode.SOD_CATALOG_EDITOR;
import static io.countersign.domain.RefusalCode.SOD_CHANGE_AUTHOR;
import static io.countersign.domain.RefusalCode.SOD_REQUESTER;
import static io.countersign.domain.RefusalCode.SOD_RUNBOOK_AUTHOR;
import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.CredentialRules.anotherPerson;
import static io.countersign.domain.access.CredentialRules.own;
import static io.countersign.domain.access.CredentialRules.twoPersons;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.DistinctPersons;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.RemediationFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rules of who may propose, decide and intervene: by the facts of this moment, never by what
 * was true when something was asked. {@link Authority}'s ladder, with the separation of duties
 * between its last rungs.
 */
final class ApproverEligibility {
  /** Who holds one of these anywhere approves nothing, nor through anybody. */
  static final Set<Role> BARRED = RoleRules.NEVER_DECIDING;

  /** Who holds one of these over what a plan touches decides on none there. */
  private static final Set<Role> APART = RoleRules.DECIDING_ELSEWHERE;

  private static final Set<Role> PROPOSING = Set.of(Role.RESPONDER, Role.COMMANDER);

  private ApproverEligibility() {}

  /** Whoever decides on this plan at this moment: a person, with duties separated and a role. */
  static List<Rule> mayDecide(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return Rule.join(
        Authority.signatory(context), approver(context.actor().id(), dossier, consent, context));
  }

  /** Whoever agrees to this plan: a person of their own, whom nobody else who agreed could be. */
  static List<Rule> mayAgree(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var facts = context.facts();
    var others = new ArrayList<>(counting(dossier, consent, context));
    others.remove(who);
    return Rule.join(
        Rule.join(
            notInvolved(who, dossier, facts),
            EmergencyPower.another(who, dossier, consent, context)),
        Rule.join(ownPerson(who, dossier, facts), anotherPerson(who, others, facts)));
  }

  /** Who is known to have made the change that is held to be the cause, sorted. */
  static List<PrincipalId> changeAuthors(ProposalRecord dossier, Facts facts) {
    return facts
        .of(RemediationFacts.class)
        .changeAuthors(dossier.plan().incident(), dossier.diagnosis())
        .stream()
        .sorted(Comparator.comparing(PrincipalId::value))
        .toList();
  }

  /**
   * Nobody agrees to a plan whose cause is their own doing, or whose words are: they may say no to
   * it all the same.
   */
  static List<Rule> notInvolved(PrincipalId who, ProposalRecord dossier, Facts facts) {
    return List.of(
        that(!changeAuthors(dossier, facts).contains(who), SOD_CHANGE_AUTHOR),
        that(!runbookAuthors(dossier, facts).orElse(List.of()).contains(who), SOD_RUNBOOK_AUTHOR));
  }

  /** Whose word its runbook is, sorted; empty where nothing on record says so. */
  static Optional<List<PrincipalId>> runbookAuthors(ProposalRecord dossier, Facts facts) {
    return facts
        .of(RemediationFacts.class)
        .runbookAuthors(dossier.plan().runbookDigest())
        .map(it -> it.stream().sorted(Comparator.comparing(PrincipalId::value)).toList());
  }

  /** Those whose approvals count at this moment, sorted; of those who could be one, one. */
  static List<PrincipalId> stillAuthorised(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return counting(
        who -> Rule.allKept(notInvolved(who, dossier, context.facts())), dossier, consent, context);
  }

  /** Those whose approvals count by what is asked for, or as an emergency has it, sorted. */
  static List<PrincipalId> counting(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return anyhow(consent, dossier, context, it -> stillAuthorised(dossier, it, context));
  }

  /** The same, were it not for their part in what is decided on. */
  static List<PrincipalId> entitledAnyhow(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return anyhow(consent, dossier, context, it -> entitled(dossier, it, context));
  }

  private static List<PrincipalId> anyhow(
      ApprovalState consent,
      ProposalRecord dossier,
      CommandContext context,
      Function<ApprovalState, List<PrincipalId>> counting) {
    var all = new TreeSet<>(Comparator.comparing(PrincipalId::value));
    all.addAll(counting.apply(consent));
    for (var power : EmergencyPower.over(dossier, consent, context)) {
      all.addAll(counting.apply(power.counting(dossier, consent, context).under(power.easing())));
    }
    return List.copyOf(all);
  }

  private static List<PrincipalId> counting(
      Predicate<PrincipalId> independent,
      ProposalRecord dossier,
      ApprovalState consent,
      CommandContext context) {
    var facts = context.facts();
    var known = facts.of(AccessFacts.class);
    var counting = new DistinctPersons(facts);
    // Who decides for somebody and that one are one voice.
    var voices = new HashSet<PrincipalId>();
    consent.approvers().stream()
        .filter(who -> is(known.principal(who), p -> p.active() && isPerson(p)))
        .filter(who -> Rule.allKept(approver(who, dossier, consent, context)))
        .filter(independent)
        .filter(who -> Rule.allKept(ownPerson(who, dossier, facts)))
        .filter(counting::isAnother)
        .filter(who -> voices.add(DecidingRight.of(who, dossier, consent, context).holder()))
        .forEach(counting::take);
    return counting.taken();
  }

  /** Whether everything that was asked for is agreed to by those who still may. */
  static boolean sufficient(ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return consent.demands().stream().allMatch(it -> met(it, dossier, consent, context));
  }

  /** Whether enough of those who approved count under these terms, or as an emergency has them. */
  static boolean met(
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState consent,
      CommandContext context) {
    return sufficiency(terms, dossier, consent, context).whole();
  }

  /**
   * The sufficiency of approvals, taken apart.
   *
   * @param entitled they are as many as asked for, by who may
   * @param independent if so, they still are without who is involved
   * @param grouped if so, those stand for enough groups
   */
  record Sufficiency(boolean entitled, boolean independent, boolean grouped) {
    boolean whole() {
      return entitled && independent && grouped;
    }
  }

  /** Under these terms, or else as an emergency has them. */
  static Sufficiency sufficiency(
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState consent,
      CommandContext context) {
    var powers = EmergencyPower.over(dossier, consent, context);
    return sufficiency(terms, dossier, consent, powers, context);
  }

  /** Under these terms, or else as one of these powers has them. */
  static Sufficiency sufficiency(
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState consent,
      List<EmergencyPower> powers,
      CommandContext context) {
    var ways = new ArrayList<Sufficiency>();
    ways.add(alone(terms, dossier, consent, context));
    for (var power : powers) {
      var counting = power.counting(dossier, consent, context);
      ways.add(alone(power.asked(terms), dossier, counting, context));
    }
    boolean entitled = ways.stream().anyMatch(Sufficiency::entitled);
    boolean independent = ways.stream().anyMatch(Sufficiency::independent);
    boolean grouped =
        ways.stream().anyMatch(it -> it.grouped() && (it.independent() || !independent));
    return new Sufficiency(entitled, independent || !entitled, grouped);
  }

  private static Sufficiency alone(
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState consent,
      CommandContext context) {
    var under = consent.under(terms);
    var counting = stillAuthorised(dossier, under, context);
    boolean enough = counting.size() >= terms.quorum();
    return new Sufficiency(
        enough || entitled(dossier, under, context).size() >= terms.quorum(),
        enough,
        grouped(counting, terms, dossier, under, context));
  }

  /** Those who would count, were it not for their part in what is decided on. */
  static List<PrincipalId> entitled(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return counting(_ -> true, dossier, consent, context);
  }

  /** Whether they stand for as many groups as these terms ask for. */
  private static boolean grouped(
      List<PrincipalId> counting,
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState under,
      CommandContext context) {
    return terms.distinctGroups() == 0
        || standFor(counting, terms, dossier, under, context) >= terms.distinctGroups();
  }

  /** For how many groups they do: each for one of whoever they decide for. */
  private static int standFor(
      List<PrincipalId> counting,
      PolicyDecision.Approval terms,
      ProposalRecord dossier,
      ApprovalState under,
      CommandContext context) {
    var holders =
        counting.stream()
            .map(it -> DecidingRight.of(it, dossier, under, context).holder())
            .toList();
    return under.standFor(terms, groups(holders, context));
  }

  /** The groups of each of them, in that order. */
  static List<Set<String>> groups(List<PrincipalId> persons, CommandContext context) {
    var known = context.facts(AccessFacts.class);
    return persons.stream()
        .map(it -> known.principal(it).map(Principal::groups).orElse(Set.of()))
        .toList();
  }

  /**
   * Machines may propose; nobody does so whom the product doesn't know as working on incidents of
   * all that the plan touches.
   */
  static List<Rule> mayPropose(Plan plan, CommandContext context) {
    return Authority.systemOrHolderThroughout(
        context, PROPOSING, DecidingRight.reaches(plan, context.facts()));
  }

  /**
   * Withdraw and stop: everybody who works on incidents of something that the plan touches, or
   * decides on it, may call a halt.
   */
  static List<Rule> mayIntervene(Plan plan, CommandContext context) {
    return Authority.systemOrPersonWithin(
        context, RoleRules.INTERVENING, DecidingRight.reaches(plan, context.facts()));
  }

  /**
   * What became of an effect is a person's word, who answers for all that the plan touches:
   * machines read it back for long enough.
   */
  static List<Rule> maySettle(Plan plan, CommandContext context) {
    return Rule.join(
        List.of(that(context.actor().isPerson(), HUMAN_REQUIRED)),
        Authority.personThroughout(
            context, RoleRules.INTERVENING, DecidingRight.reaches(plan, context.facts())));
  }

  /** Duties are apart also where a role is held for a time or for a part only. */
  private static List<Rule> approver(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(who);
    var held = known.map(it -> it.rolesAt(context.at())).orElse(Set.of());
    var right = DecidingRight.of(who, dossier, consent, context);
    var asked = consent.groups();
    return Rule.join(
        List.of(
            that(known.isPresent() && !held.contains(Role.ADMINISTRATOR), SOD_ADMINISTRATOR),
            that(known.isPresent() && !held.contains(Role.CATALOG_EDITOR), SOD_CATALOG_EDITOR),
            that(!who.equals(dossier.proposer()), SOD_REQUESTER),
            that(!DecidingRight.isAbsent(who, context), OUT_OF_OFFICE)),
        Rule.join(
            Rule.join(right.rules(), isApart(known, dossier, context)),
            that(
                DecidingRight.isAsked(right.holder(), consent, context),
                FORBIDDEN,
                "Only members of these groups may approve: "
                    + String.join(", ", new TreeSet<>(asked)))));
  }

  /** By a right of their own they can't get there; through somebody else they could. */
  private static Rule isApart(
      Optional<Principal> known, ProposalRecord dossier, CommandContext context) {
    return that(
        DecidingRight.reaches(dossier, context.facts()).stream()
            .noneMatch(
                reach ->
                    known.stream()
                        .anyMatch(
                            it -> APART.stream().anyMatch(r -> it.may(r, reach, context.at())))),
        ROLE_CONFLICT,
        "Who writes the policy of a plan, or audits it, never decides on it: not for somebody else"
            + " either.");
  }

  /** As long as there is one administrator, nobody else could have handed out the passwords. */
  static List<Rule> ownPerson(PrincipalId who, ProposalRecord dossier, Facts facts) {
    return List.of(
        twoPersons(dossier.proposer(), who, facts),
        bootstrapping(facts) ? that(true, CREDENTIAL_NOT_OWN) : own(who, facts));
  }

  private static boolean bootstrapping(Facts facts) {
    return facts.of(AccessFacts.class).bootstrapping();
  }

  /** Why somebody's approval wouldn't count whoever else approves; empty where it would. */
  static Optional<RefusalCode> obstacle(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var facts = context.facts();
    return Rule.join(
            approver(who, dossier, consent, context),
            Rule.join(notInvolved(who, dossier, facts), ownPerson(who, dossier, facts)))
        .stream()
        .filter(rule -> !rule.kept())
        .map(Rule::code)
        .findFirst();
  }

  private static boolean isPerson(Principal who) {
    return who.kind() == PrincipalKind.PERSON;
  }

  private static boolean is(Optional<Principal> who, Predicate<Principal> so) {
    return who.filter(so).isPresent();
  }
}
