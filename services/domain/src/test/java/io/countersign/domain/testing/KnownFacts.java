package io.countersign.domain.testing;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.correlation.IncidentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Facts in memory, told one by one. Mutable: a test may change them between commands. */
public final class KnownFacts implements Facts {
  private final Map<PrincipalId, Principal> principals = new HashMap<>();
  private final Map<String, String> leases = new HashMap<>();
  private final Map<String, String> outcomes = new HashMap<>();
  private final Set<String> firing = new HashSet<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, ActiveMute> mutes = new HashMap<>();
  private boolean halted;

  public static KnownFacts nothing() {
    return new KnownFacts();
  }

  public KnownFacts person(String id, Role... roles) {
    return principal(id, PrincipalKind.PERSON, roles);
  }

  public KnownFacts service(String id, Role... roles) {
    return principal(id, PrincipalKind.SERVICE, roles);
  }

  public KnownFacts agent(String id, Role... roles) {
    return principal(id, PrincipalKind.AGENT, roles);
  }

  public KnownFacts disabled(String id) {
    var known = known(id);
    principals.put(known.id(), new Principal(known.id(), known.kind(), known.roles(), false));
    return this;
  }

  public KnownFacts muted(MuteId mute, MuteMatcher matcher, Instant until) {
    var entity = matcher.entity();
    mutes.put(
        mute.value(),
        new ActiveMute(
            mute.value(),
            entity == null ? null : entity.toString(),
            matcher.alert(),
            matcher.fingerprint(),
            until));
    return this;
  }

  public KnownFacts unmuted(MuteId mute) {
    mutes.remove(mute.value());
    return this;
  }

  public KnownFacts halted(boolean on) {
    halted = on;
    return this;
  }

  public KnownFacts lease(String target, String remediation) {
    leases.put(target, remediation);
    return this;
  }

  public KnownFacts firing(List<String> alertIds) {
    firing.addAll(alertIds);
    return this;
  }

  public KnownFacts quiet(String alertId) {
    firing.remove(alertId);
    return this;
  }

  public KnownFacts incidentOpen(IncidentId incident) {
    open.add(incident.value());
    return this;
  }

  public KnownFacts incidentClosed(IncidentId incident) {
    open.remove(incident.value());
    return this;
  }

  public KnownFacts outcome(IncidentId incident, String remediation, String outcome) {
    outcomes.put(incident.value() + " " + remediation, outcome);
    return this;
  }

  /** The context of this known principal, at {@link Contexts#T0}. */
  public CommandContext as(String id) {
    return as(id, Contexts.T0);
  }

  public CommandContext as(String id, Instant at) {
    return Contexts.of(new Actor(known(id).id(), known(id).kind()), at, this);
  }

  public CommandContext asSystem() {
    return asSystem(Contexts.T0);
  }

  public CommandContext asSystem(Instant at) {
    return Contexts.of(Actor.SYSTEM, at, this);
  }

  @Override
  public Optional<Principal> principal(PrincipalId id) {
    return Optional.ofNullable(principals.get(id));
  }

  @Override
  public List<ActiveMute> mutes() {
    return List.copyOf(mutes.values());
  }

  @Override
  public boolean executionHalted() {
    return halted;
  }

  @Override
  public Optional<String> leaseHolder(String target) {
    return Optional.ofNullable(leases.get(target));
  }

  @Override
  public boolean firing(String alertId) {
    return firing.contains(alertId);
  }

  @Override
  public boolean incidentOpen(String incidentId) {
    return open.contains(incidentId);
  }

  @Override
  public Optional<String> remediationOutcome(String incidentId, String remediationId) {
    return Optional.ofNullable(outcomes.get(incidentId + " " + remediationId));
  }

  private KnownFacts principal(String id, PrincipalKind kind, Role... roles) {
    var key = new PrincipalId(id);
    principals.put(key, new Principal(key, kind, Set.of(roles), true));
    return this;
  }

  private Principal known(String id) {
    return Objects.requireNonNull(principals.get(new PrincipalId(id)), id);
  }
}
