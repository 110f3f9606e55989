package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request for approval and what people said to it.
 *
 * @param terms what policy demands
 * @param further what was asked for besides, since the first request didn't suffice any more
 * @param remindAt from here on it may be reminded, once (UTC); likewise the other deadlines
 * @param expiresAt from here on nobody can approve, and what was approved can't start
 * @param approvals the latest approval of each person who hasn't revoked it
 * @param denials who denied, and which plan
 * @param revoked who approved and took it back, and for which plan
 */
public record ApprovalState(
    PolicyDecision.Approval terms,
    List<PolicyDecision.Approval> further,
    Instant remindAt,
    Instant escalateAt,
    Instant expiresAt,
    Map<PrincipalId, Digest> approvals,
    Map<PrincipalId, Digest> denials,
    Map<PrincipalId, Digest> revoked,
    boolean reminded,
    boolean escalated) {
  public ApprovalState {
    further = List.copyOf(further);
    approvals = Map.copyOf(approvals);
    denials = Map.copyOf(denials);
    revoked = Map.copyOf(revoked);
  }

  static ApprovalState of(RemediationEvent.ApprovalRequested e) {
    return new ApprovalState(
        e.approval(),
        List.of(),
        e.remindAt(),
        e.escalateAt(),
        e.expiresAt(),
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        false);
  }

  /** The same consent, and more is asked for: who was reminded of less is reminded again. */
  ApprovalState with(RemediationEvent.ApprovalExtended e) {
    var all = new LinkedHashSet<>(further);
    all.add(e.approval());
    all.remove(terms);
    return new ApprovalState(
        terms,
        List.copyOf(all),
        e.remindAt(),
        e.escalateAt(),
        expiresAt,
        approvals,
        denials,
        revoked,
        false,
        false);
  }

  /** Everything that is asked for: each has to be met. */
  List<PolicyDecision.Approval> demands() {
    return Stream.concat(Stream.of(terms), further.stream()).toList();
  }

  /** The roles of which one is needed to decide now. */
  public Set<Role> roles() {
    var roles = new HashSet<Role>();
    for (var demand : demands()) {
      roles.addAll(demand.roles());
      if (escalated) {
        roles.addAll(demand.widened());
      }
    }
    return Set.copyOf(roles);
  }

  /** The roles that may decide too once it was escalated. */
  Set<Role> widened() {
    return demands().stream()
        .flatMap(demand -> demand.widened().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same approvals, as they'd count under other terms. */
  ApprovalState under(PolicyDecision.Approval others) {
    return new ApprovalState(
        others,
        List.of(),
        remindAt,
        escalateAt,
        expiresAt,
        approvals,
        denials,
        revoked,
        reminded,
        escalated);
  }

  /** Who approved and hasn't revoked, sorted; whether they still may is a question to the facts. */
  public List<PrincipalId> approvers() {
    return approvals.keySet().stream().sorted(Comparator.comparing(PrincipalId::value)).toList();
  }

  public boolean expired(Instant at) {
    return !at.isBefore(expiresAt);
  }

  ApprovalState approved(PrincipalId by, Digest plan) {
    return decided(plus(approvals, by, plan), denials, minus(revoked, by));
  }

  ApprovalState denied(PrincipalId by, Digest plan) {
    return decided(approvals, plus(denials, by, plan), revoked);
  }

  ApprovalState revoked(PrincipalId by, Digest plan) {
    return decided(minus(approvals, by), denials, plus(revoked, by, plan));
  }

  ApprovalState withReminded() {
    return new ApprovalState(
        terms,
        further,
        remindAt,
        escalateAt,
        expiresAt,
        approvals,
        denials,
        revoked,
        true,
        escalated);
  }

  ApprovalState withEscalated() {
    return new ApprovalState(
        terms,
        further,
        remindAt,
        escalateAt,
        expiresAt,
        approvals,
        denials,
        revoked,
        reminded,
        true);
  }

  private ApprovalState decided(
      Map<PrincipalId, Digest> approvals,
      Map<PrincipalId, Digest> denials,
      Map<PrincipalId, Digest> revoked) {
    return new ApprovalState(
        terms,
        further,
        remindAt,
        escalateAt,
        expiresAt,
        approvals,
        denials,
        revoked,
        reminded,
        escalated);
  }

  private static Map<PrincipalId, Digest> plus(
      Map<PrincipalId, Digest> map, PrincipalId by, Digest plan) {
    var changed = new HashMap<>(map);
    changed.put(by, plan);
    return changed;
  }

  private static Map<PrincipalId, Digest> minus(Map<PrincipalId, Digest> map, PrincipalId by) {
    var changed = new HashMap<>(map);
    changed.remove(by);
    return changed;
  }
}
