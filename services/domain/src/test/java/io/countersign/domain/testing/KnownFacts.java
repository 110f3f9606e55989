package io.countersign.domain.testing;

import io.countersign.domain.Actor;
import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.emergency.EmergencyFacts;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.remediation.PublicationFacts;
import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepDuration;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.autonomy.AutonomyFacts;
import io.countersign.domain.remediation.autonomy.EarnedRecord;
import io.countersign.domain.remediation.autonomy.Promotion;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts in memory, told one by one. Mutable: a test may change them between commands. */
public final class KnownFacts implements Facts {
  private final Map<Class<?>, CapabilityFacts> kinds = new HashMap<>();
  private final KnownAccess access = new KnownAccess();
  private final Map<EntityId, String> owners = new HashMap<>();
  private final KnownAlerts alerts = new KnownAlerts();
  private final KnownCalendars calendars = new KnownCalendars();
  private final KnownEmergencies emergencies = new KnownEmergencies();
  private final KnownIncidents incidents = new KnownIncidents();
  private final KnownRemediations remediations = new KnownRemediations();

  private final Map<Integer, StepDuration> durations = new HashMap<>();
  private final KnownAutonomy autonomy = new KnownAutonomy();
  private final KnownDelegations delegations = new KnownDelegations();

  private Publication publication = new Publication(12, 15, "none", Contexts.T0);

  private KnownFacts() {
    with(DelegationFacts.class, delegations);
    with(AccessFacts.class, access);
    with(CatalogFacts.class, it -> owners.getOrDefault(it, ""));
    with(AlertFacts.class, alerts);
    with(CalendarFacts.class, calendars);
    with(EmergencyFacts.class, emergencies);
    with(IncidentFacts.class, incidents);
    with(RemediationFacts.class, remediations);
    with(StepDurationFacts.class, (_, step) -> durations.getOrDefault(step, StepDuration.NONE));
    with(AutonomyFacts.class, autonomy);
    with(PublicationFacts.class, _ -> publication);
    with(PolicyBundleFacts.class, KnownLaw.USUAL);
  }

  public static KnownFacts nothing() {
    return new KnownFacts();
  }

  /** And these, of another capability. */
  public <F extends CapabilityFacts> KnownFacts with(Class<F> kind, F facts) {
    kinds.put(kind, facts);
    return this;
  }

  @Override
  public <F extends CapabilityFacts> F of(Class<F> kind) {
    return kind.cast(kinds.get(kind));
  }

  public KnownFacts person(String id, Role... roles) {
    access.add(id, PrincipalKind.PERSON, roles);
    return this;
  }

  public KnownFacts service(String id, Role... roles) {
    access.add(id, PrincipalKind.SERVICE, roles);
    return this;
  }

  public KnownFacts agent(String id, Role... roles) {
    access.add(id, PrincipalKind.AGENT, roles);
    return this;
  }

  /** And this delegation. */
  public KnownFacts delegated(Delegation delegation) {
    delegations.give(delegation);
    return this;
  }

  /** They were shown every plan first then. */
  public KnownFacts shown(String id, Instant at) {
    remediations.shown(new PrincipalId(id), at);
    return this;
  }

  /** Who committed or deployed the change that every diagnosis blames. */
  public KnownFacts changedBy(String id) {
    remediations.changedBy(new PrincipalId(id));
    return this;
  }

  /** Who proposed every runbook. */
  public KnownFacts runbookBy(String id) {
    remediations.runbookBy(new PrincipalId(id));
    return this;
  }

  /** A known principal holds a role within bounds. */
  public KnownFacts granted(String id, Grant grant) {
    access.grant(id, grant);
    return this;
  }

  /** The catalogue says that a team answers for it. */
  public KnownFacts owned(EntityId entity, String team) {
    owners.put(entity, team);
    return this;
  }

  /** A member of these groups and no other. */
  public KnownFacts inGroups(String id, String... groups) {
    access.join(id, groups);
    return this;
  }

  /** They hold this role there, and nothing else. */
  public KnownFacts scoped(String id, Role role, Scope scope) {
    access.limit(id, role, scope);
    return this;
  }

  public KnownFacts disabled(String id) {
    access.disable(id);
    return this;
  }

  /** None of its tokens is in force. */
  public KnownFacts tokensRevoked(String id) {
    access.revokeTokens(id);
    return this;
  }

  /** Null: no runbook may be carried out unattended any more. */
  public KnownFacts promoted(@Nullable Promotion promotion) {
    autonomy.promote(promotion);
    return this;
  }

  /** Of every remediation. */
  public KnownFacts published(Publication to) {
    publication = to;
    return this;
  }

  public KnownFacts earned(EarnedRecord record) {
    autonomy.earn(record);
    return this;
  }

  /** Of every runbook. */
  public KnownFacts usuallyTakes(int step, StepDuration duration) {
    durations.put(step, duration);
    return this;
  }

  public KnownFacts halted(boolean on) {
    return on ? halted(Scope.EVERYWHERE) : released(Scope.EVERYWHERE);
  }

  public KnownFacts halted(Scope scope) {
    return halted(new AccessFacts.Halt(scope, Contexts.T0, new PrincipalId("root"), ""));
  }

  public KnownFacts halted(AccessFacts.Halt halt) {
    access.halt(halt);
    return this;
  }

  public KnownFacts released(Scope scope) {
    access.release(scope);
    return this;
  }

  /** There were two administrators: changes take two persons. */
  public KnownFacts bootstrapped() {
    access.endBootstrap();
    return this;
  }

  /** They were the first two administrators. */
  public KnownFacts firstTwo(String one, String other) {
    access.firstTwo(one, other);
    return this;
  }

  /** Another person chose this one's password. */
  public KnownFacts given(String id, String by) {
    return origin(id, CredentialOrigin.State.GIVEN, by);
  }

  /** They chose it by what another handed out alone. */
  public KnownFacts invited(String id, String by) {
    return origin(id, CredentialOrigin.State.OWN, by);
  }

  /** A one-time secret is out that another handed out. */
  public KnownFacts pending(String id, String by) {
    return origin(id, CredentialOrigin.State.PENDING, by);
  }

  private KnownFacts origin(String id, CredentialOrigin.State state, String by) {
    access.credential(id, new CredentialOrigin(state, new PrincipalId(by)));
    return this;
  }

  /**
   * A second person agreed to a change that {@code root} proposed, or {@code ada} where it's root.
   */
  public KnownFacts agreed(
      ConfirmationId confirmation,
      ConfirmationSubject change,
      String confirmer,
      Instant expiresAt) {
    var proposer = confirmer.equals("root") ? "ada" : "root";
    if (!proposer.equals("root")) {
      person(proposer, Role.ADMINISTRATOR);
    }
    var consent =
        new AccessFacts.Consent(
            change.digest(),
            new PrincipalId(proposer),
            null,
            new PrincipalId(confirmer),
            expiresAt);
    access.agree(confirmation, consent);
    return this;
  }

  public KnownFacts muted(MuteId mute, MuteMatcher matcher, Instant until) {
    alerts.mute(new AlertFacts.ActiveMute(mute, matcher, until));
    return this;
  }

  public KnownFacts unmuted(MuteId mute) {
    alerts.unmute(mute);
    return this;
  }

  /** This calendar is in force, in place of an earlier one of its name. */
  public KnownFacts calendar(Timeline calendar) {
    calendars.add(calendar);
    return this;
  }

  public KnownFacts lifted(Timeline calendar) {
    calendars.remove(calendar);
    return this;
  }

  /**
   * Two persons let this plan go on by what they opened.
   *
   * @param unreleased what others opened meanwhile
   */
  public KnownFacts released(Digest plan, Timeline... unreleased) {
    calendars.release(plan, List.of(unreleased));
    return this;
  }

  public KnownFacts firing(Collection<AlertId> firing) {
    firing.forEach(alerts::fire);
    return this;
  }

  public KnownFacts quiet(AlertId alert) {
    alerts.quiet(alert);
    return this;
  }

  public KnownFacts incidentOpen(IncidentId incident) {
    incidents.open(incident, true);
    return this;
  }

  /** They command it. */
  public KnownFacts commanded(IncidentId incident, String by) {
    incidents.commanded(incident, new PrincipalId(by));
    return this;
  }

  /** One of its alerts is about that. */
  public KnownFacts about(IncidentId incident, EntityId entity) {
    incidents.about(incident, entity);
    return this;
  }

  /** Break-glass is open for every incident. */
  public KnownFacts breakGlass(OpenBreakGlass open) {
    emergencies.open(open);
    return this;
  }

  /** Its review is overdue. */
  public KnownFacts overdue(String subject) {
    emergencies.overdue(subject);
    return this;
  }

  /** They approved by any break-glass. */
  public KnownFacts approvedByBreakGlass(String id) {
    emergencies.approvedBy(new PrincipalId(id));
    return this;
  }

  /** Nobody commands it any more. */
  public KnownFacts uncommanded(IncidentId incident) {
    incidents.commanded(incident, null);
    return this;
  }

  public KnownFacts incidentClosed(IncidentId incident) {
    incidents.open(incident, false);
    return this;
  }

  /**
   * @param outcome as the ledger writes it: {@code VERIFIED}, {@code ROLLED_BACK}, ...
   */
  public KnownFacts outcome(IncidentId incident, String remediation, String outcome) {
    incidents.ended(incident, remediation, outcome);
    return this;
  }

  public KnownFacts lease(EntityId target, RemediationId holder) {
    remediations.lease(target, holder);
    return this;
  }

  /** It's over, and left an effect in doubt. */
  public KnownFacts heldInDoubt(EntityId target, RemediationId holder) {
    remediations.end(holder);
    return lease(target, holder);
  }

  /** The context of this known principal, at {@link Contexts#T0}. */
  public CommandContext as(String id) {
    return as(id, Contexts.T0);
  }

  public CommandContext as(String id, Instant at) {
    var known = access.principal(new PrincipalId(id)).orElseThrow();
    return Contexts.of(new Actor(known.id(), known.kind()), at, this);
  }

  public CommandContext asSystem() {
    return asSystem(Contexts.T0);
  }

  public CommandContext asSystem(Instant at) {
    return Contexts.of(Actor.SYSTEM, at, this);
  }
}
