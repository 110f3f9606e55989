package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for approval and what people said to it.
 *
 * @param terms what policy demands
 * @param further what was asked for besides, since the first request didn't suffice any more
 * @param shortening by which fewer may suffice; null where nobody shortened it
 */
public record ApprovalState(
    PolicyDecision.Approval terms,
    List<PolicyDecision.Approval> further,
    Deadlines deadlines,
    Votes votes,
    @Nullable Shortening shortening) {
  public ApprovalState {
    further = List.copyOf(further);
  }

  /**
   * The quorum that a commander shortened.
   *
   * @param by who did
   * @param quorum how many are to suffice
   * @param reviewedBy who looked at it afterwards; null while that is owed
   */
  public record Shortening(PrincipalId by, int quorum, @Nullable PrincipalId reviewedBy) {}

  /**
   * Until when people are asked, and which of them were by now.
   *
   * @param remindAt from here on it may be reminded, once (UTC); likewise the other deadlines
   * @param expiresAt from here on nobody can approve, and what was approved can't start
   */
  public record Deadlines(
      Instant remindAt,
      Instant escalateAt,
      Instant expiresAt,
      boolean reminded,
      boolean escalated) {
    Deadlines afterReminder() {
      return new Deadlines(remindAt, escalateAt, expiresAt, true, escalated);
    }

    Deadlines afterEscalation() {
      return new Deadlines(remindAt, escalateAt, expiresAt, reminded, true);
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
    var deadlines = new Deadlines(e.remindAt(), e.escalateAt(), e.expiresAt(), false, false);
    return new ApprovalState(e.approval(), List.of(), deadlines, Votes.NONE, null);
  }

  /** The same consent, and more is asked for: who was reminded of less is reminded again. */
  ApprovalState with(RemediationEvent.ApprovalExtended e) {
    var all = new LinkedHashSet<>(further);
    all.add(e.approval());
    all.remove(terms);
    var again = new Deadlines(e.remindAt(), e.escalateAt(), deadlines.expiresAt(), false, false);
    return new ApprovalState(terms, List.copyOf(all), again, votes, shortening);
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
      if (deadlines.escalated()) {
        roles.addAll(demand.widened());
      }
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
            .flatMap(demand -> demand.groups().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether groups matter to one of the demands. */
  public boolean asksGroups() {
    return demands().stream()
        .anyMatch(demand -> demand.distinctGroups() > 0 || !demand.groups().isEmpty());
  }

  /** The roles that may decide too once it was escalated. */
  public Set<Role> widened() {
    return demands().stream()
        .flatMap(demand -> demand.widened().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same approvals, as they'd count under other terms. */
  public ApprovalState under(PolicyDecision.Approval others) {
    return new ApprovalState(others, List.of(), deadlines, votes, shortening);
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
    return new ApprovalState(terms, further, deadlines, votes, new Shortening(by, quorum, null));
  }

  ApprovalState reviewed(PrincipalId by) {
    var done = shortening == null ? null : new Shortening(shortening.by(), shortening.quorum(), by);
    return new ApprovalState(terms, further, deadlines, votes, done);
  }

  /** The same without these persons' approvals. */
  public ApprovalState without(Collection<PrincipalId> persons) {
    var fewer = new HashMap<>(votes.approvals());
    persons.forEach(fewer::remove);
    var left = new Votes(fewer, votes.denials(), votes.revoked(), votes.conditions());
    return with(deadlines, left);
  }

  ApprovalState withReminded() {
    return with(deadlines.afterReminder(), votes);
  }

  ApprovalState withEscalated() {
    return with(deadlines.afterEscalation(), votes);
  }

  private ApprovalState with(Deadlines until, Votes said) {
    return new ApprovalState(terms, further, until, said, shortening);
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
