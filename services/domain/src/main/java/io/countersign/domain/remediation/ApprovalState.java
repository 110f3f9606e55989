package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.GroupMatching;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for approval and what people said to it.
 *
 * @param terms what policy demands
 * @param further what was asked for besides, since the first request didn't suffice any more
 * @param askedAt when people were first asked (UTC); more that is asked for later doesn't move it
 * @param shortening by which fewer may suffice; null where nobody shortened it
 * @param shortfall who is missing, where fewer could approve than are asked for; null where enough
 *     could, as far as was looked
 */
public record ApprovalState(
    PolicyDecision.Approval terms,
    List<PolicyDecision.Approval> further,
    Instant askedAt,
    Deadlines deadlines,
    Votes votes,
    @Nullable Shortening shortening,
    @Nullable ApproverShortfall shortfall) {
  public ApprovalState {
    further = List.copyOf(further);
  }

  /**
   * The quorum that a commander shortened.
   *
   * @param by who did
   * @param quorum how many are to suffice
   * @param reviewedBy who looked at it afterwards; null while that is owed
   * @param before who shortened it before them
   */
  public record Shortening(
      PrincipalId by, int quorum, @Nullable PrincipalId reviewedBy, Set<PrincipalId> before) {
    public Shortening {
      before = Set.copyOf(before);
    }

    /** All who ever did. */
    public Set<PrincipalId> persons() {
      return Stream.concat(Stream.of(by), before.stream()).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * Until when people are asked, and which of them were by now.
   *
   * @param remindAt from here on it may be reminded, once (UTC); likewise the other deadlines
   * @param escalations when each step of the escalation is due, at least one
   * @param expiresAt from here on nobody can approve, and what was approved can't start
   * @param level how many steps of the escalation were taken
   */
  public record Deadlines(
      Instant remindAt, List<Instant> escalations, Instant expiresAt, boolean reminded, int level) {
    public Deadlines {
      escalations = List.copyOf(escalations);
    }

    /**
     * @param first when the first step is due, from which the others count
     */
    static Deadlines of(
        Instant remindAt, PolicyDecision.Approval terms, Instant first, Instant expiresAt) {
      var times =
          terms.ladder().stream()
              .map(step -> first.plusSeconds((long) step.afterSeconds() - terms.escalateSeconds()))
              .toList();
      return new Deadlines(remindAt, times, expiresAt, false, 0);
    }

    /** Whether all who are ever asked were. */
    public boolean escalated() {
      return level >= escalations.size();
    }

    /** When the next step of the escalation is due; of the last one when it was. */
    public Instant escalateAt() {
      return escalations.get(Math.min(level, escalations.size() - 1));
    }

    /** When the step after the next is; empty where there is none. */
    public Optional<Instant> thenAt() {
      return escalations.stream().skip(level + 1L).findFirst();
    }

    Deadlines afterReminder() {
      return new Deadlines(remindAt, escalations, expiresAt, true, level);
    }

    Deadlines until(Instant later) {
      return new Deadlines(remindAt, escalations, later, reminded, level);
    }

    Deadlines afterEscalation(int to) {
      return new Deadlines(remindAt, escalations, expiresAt, reminded, to);
    }
  }

  /**
   * The persons' last words, and which plan each was shown.
   *
   * @param approvals the latest approval of each person who hasn't revoked it
   * @param denials who denied
   * @param revoked who approved and took it back
   * @param conditions of those who approved under some
   */
  public record Votes(
      Map<PrincipalId, Digest> approvals,
      Map<PrincipalId, Digest> denials,
      Map<PrincipalId, Digest> revoked,
      Map<PrincipalId, ApprovalConditions> conditions) {
    static final Votes NONE = new Votes(Map.of(), Map.of(), Map.of(), Map.of());

    public Votes {
      approvals = Map.copyOf(approvals);
      denials = Map.copyOf(denials);
      revoked = Map.copyOf(revoked);
      conditions = Map.copyOf(conditions);
    }

    private Votes approved(PrincipalId by, Digest plan, @Nullable ApprovalConditions under) {
      var made = under == null ? minus(conditions, by) : plus(conditions, by, under);
      return new Votes(plus(approvals, by, plan), denials, minus(revoked, by), made);
    }

    private Votes denied(PrincipalId by, Digest plan) {
      return new Votes(approvals, plus(denials, by, plan), revoked, conditions);
    }

    private Votes revoked(PrincipalId by, Digest plan) {
      return new Votes(
          minus(approvals, by), denials, plus(revoked, by, plan), minus(conditions, by));
    }
  }

  static ApprovalState of(RemediationEvent.ApprovalRequested e) {
    var deadlines = Deadlines.of(e.remindAt(), e.approval(), e.escalateAt(), e.expiresAt());
    var askedAt = e.remindAt().minusSeconds(e.approval().remindSeconds());
    return new ApprovalState(e.approval(), List.of(), askedAt, deadlines, Votes.NONE, null, null);
  }

  /** The same consent, and more is asked for: who was reminded of less is reminded again. */
  ApprovalState with(RemediationEvent.ApprovalExtended e) {
    var all = new LinkedHashSet<>(further);
    all.add(e.approval());
    all.remove(terms);
    var until = deadlines.expiresAt();
    var again = Deadlines.of(e.remindAt(), e.approval(), e.escalateAt(), until);
    return new ApprovalState(terms, List.copyOf(all), askedAt, again, votes, shortening, shortfall);
  }

  /** Everything that is asked for: each has to be met. */
  public List<PolicyDecision.Approval> demands() {
    return Stream.concat(Stream.of(terms), further.stream()).toList();
  }

  /** The roles of which one is needed to decide now. */
  public Set<Role> roles() {
    var roles = new HashSet<Role>();
    for (var demand : demands()) {
      roles.addAll(demand.roles());
      steps(demand).forEach(step -> roles.addAll(step.roles()));
    }
    return Set.copyOf(roles);
  }

  /**
   * The groups of one of which whoever decides has to be; empty where one of the demands asks for
   * none, since anybody with the role may then.
   */
  public Set<String> groups() {
    return demands().stream().anyMatch(demand -> demand.groups().isEmpty())
        ? Set.of()
        : demands().stream()
            .flatMap(demand -> groups(demand).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The groups that one of the demands asks for by now; empty where it asks for none. */
  public Set<String> groups(PolicyDecision.Approval demand) {
    return demand.groups().isEmpty()
        ? Set.of()
        : Stream.concat(
                demand.groups().stream(), steps(demand).flatMap(step -> step.groups().stream()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * For how many different groups of those that a demand asks for these persons can stand.
   *
   * @param persons the groups that each is a member of
   */
  public int standFor(PolicyDecision.Approval demand, List<Set<String>> persons) {
    return GroupMatching.groups(persons, groups(demand));
  }

  /** The steps of a demand's escalation that were taken. */
  private Stream<EscalationStep> steps(PolicyDecision.Approval demand) {
    return demand.ladder().stream().limit(deadlines.level());
  }

  /** Whether groups matter to one of the demands. */
  public boolean asksGroups() {
    return demands().stream()
        .anyMatch(demand -> demand.distinctGroups() > 0 || !demand.groups().isEmpty());
  }

  /** The roles and groups that may decide too once the next step of the escalation is taken. */
  public EscalationStep nextStep() {
    var next =
        demands().stream()
            .flatMap(demand -> demand.ladder().stream().skip(deadlines.level()).limit(1))
            .toList();
    return new EscalationStep(
        0,
        next.stream().flatMap(it -> it.roles().stream()).collect(Collectors.toSet()),
        next.stream().flatMap(it -> it.groups().stream()).collect(Collectors.toSet()));
  }

  /** The same approvals, as they'd count under other terms. */
  public ApprovalState under(PolicyDecision.Approval others) {
    return new ApprovalState(others, List.of(), askedAt, deadlines, votes, shortening, shortfall);
  }

  /** The same approvals, as they'd count were each demand another. */
  public ApprovalState under(UnaryOperator<PolicyDecision.Approval> other) {
    return new ApprovalState(
        other.apply(terms),
        further.stream().map(other).toList(),
        askedAt,
        deadlines,
        votes,
        shortening,
        shortfall);
  }

  /** Who approved and hasn't revoked, sorted; whether they still may is a question to the facts. */
  public List<PrincipalId> approvers() {
    return votes.approvals().keySet().stream()
        .sorted(Comparator.comparing(PrincipalId::value))
        .toList();
  }

  public boolean expired(Instant at) {
    return !at.isBefore(deadlines.expiresAt());
  }

  public ApprovalState approved(PrincipalId by, Digest plan) {
    return approved(by, plan, null);
  }

  public ApprovalState approved(
      PrincipalId by, Digest plan, @Nullable ApprovalConditions conditions) {
    return with(deadlines, votes.approved(by, plan, conditions));
  }

  /** The same without the approvals that end before a step of the plan. */
  public ApprovalState reaching(int step) {
    return without(approvers().stream().filter(who -> reach(who) < step).toList());
  }

  /** Whether somebody said just this already: with other conditions it's another word. */
  public boolean repeats(PrincipalId by, Digest plan, @Nullable ApprovalConditions conditions) {
    return plan.equals(votes.approvals().get(by))
        && Objects.equals(conditions, votes.conditions().get(by));
  }

  private int reach(PrincipalId who) {
    return ApprovalConditions.reach(votes.conditions().get(who));
  }

  /** The latest instant before which one of them doesn't want it to start; empty for none. */
  public Optional<Instant> notBefore(Collection<PrincipalId> of) {
    return of.stream()
        .map(votes.conditions()::get)
        .flatMap(it -> it == null ? Stream.empty() : Stream.ofNullable(it.notBefore()))
        .max(Comparator.naturalOrder());
  }

  ApprovalState denied(PrincipalId by, Digest plan) {
    return with(deadlines, votes.denied(by, plan));
  }

  public ApprovalState revoked(PrincipalId by, Digest plan) {
    return with(deadlines, votes.revoked(by, plan));
  }

  public ApprovalState shortened(PrincipalId by, int quorum) {
    var before = shortening == null ? Set.<PrincipalId>of() : shortening.persons();
    return new ApprovalState(
        terms,
        further,
        askedAt,
        deadlines,
        votes,
        new Shortening(by, quorum, null, before),
        shortfall);
  }

  ApprovalState reviewed(PrincipalId by) {
    var done =
        shortening == null
            ? null
            : new Shortening(shortening.by(), shortening.quorum(), by, shortening.before());
    return new ApprovalState(terms, further, askedAt, deadlines, votes, done, shortfall);
  }

  /** The same without these persons' approvals. */
  public ApprovalState without(Collection<PrincipalId> persons) {
    var fewer = new HashMap<>(votes.approvals());
    persons.forEach(fewer::remove);
    var left = new Votes(fewer, votes.denials(), votes.revoked(), votes.conditions());
    return with(deadlines, left);
  }

  ApprovalState with(@Nullable ApproverShortfall missing) {
    return new ApprovalState(terms, further, askedAt, deadlines, votes, shortening, missing);
  }

  /** As it will be once all who are ever asked were. */
  public ApprovalState withAllAsked() {
    return with(deadlines.afterEscalation(Integer.MAX_VALUE), votes);
  }

  ApprovalState withEscalated() {
    return with(deadlines.afterEscalation(deadlines.level() + 1), votes);
  }

  ApprovalState until(Instant later) {
    return with(deadlines.until(later), votes);
  }

  ApprovalState withReminded() {
    return with(deadlines.afterReminder(), votes);
  }

  private ApprovalState with(Deadlines until, Votes said) {
    return new ApprovalState(terms, further, askedAt, until, said, shortening, shortfall);
  }

  private static <V> Map<PrincipalId, V> plus(Map<PrincipalId, V> map, PrincipalId by, V value) {
    var changed = new HashMap<>(map);
    changed.put(by, value);
    return changed;
  }

  private static <V> Map<PrincipalId, V> minus(Map<PrincipalId, V> map, PrincipalId by) {
    var changed = new HashMap<>(map);
    changed.remove(by);
    return changed;
  }
}
