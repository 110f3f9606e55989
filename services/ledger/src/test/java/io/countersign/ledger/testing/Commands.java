package io.countersign.ledger.testing;

import io.countersign.domain.Actor;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Submission;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Submissions of the product itself or of a person, each with an id of its own. */
public final class Commands {
  public static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

  private Commands() {}

  public static CommandContext context(Actor actor) {
    return new CommandContext(
        UUID.randomUUID(), actor, AT, Surface.API, null, null, null, Facts.NONE);
  }

  public static Actor person(String id) {
    return new Actor(new PrincipalId(id), PrincipalKind.PERSON);
  }

  public static Submission bySystem(Command command) {
    return new Submission.OfCommand(command, context(Actor.SYSTEM));
  }

  public static Submission by(String person, Command command) {
    return new Submission.OfCommand(command, context(person(person)));
  }

  public static Submission standalone(StandaloneEvent event, String key) {
    return new Submission.OfStandaloneEvent(event, key, context(Actor.SYSTEM));
  }

  /** Opens the incident that {@link Remediations#plan} answers. */
  public static Submission openRemediedIncident() {
    return open(Remediations.ALERT);
  }

  /** An incident's id is that of its first alert. */
  public static Submission open(AlertId first) {
    var seen = Story.UNRELATED;
    var alert =
        new IncidentAlert(
            first, seen.entity(), seen.name(), seen.severity(), seen.signal(), seen.startsAt());
    return bySystem(
        new IncidentCommand.OpenIncident(IncidentId.of(first), alert, "search: HighLatency"));
  }

  public static AccessCommand register(String id, Role... roles) {
    return new AccessCommand.RegisterPrincipal(
        new PrincipalId(id), PrincipalKind.PERSON, Set.of(roles));
  }

  public static AccessCommand grant(String id, Role role) {
    return new AccessCommand.ChangeRoles(new PrincipalId(id), Set.of(role), Set.of(), "", null);
  }

  public static AccessCommand revoke(String id, Role role) {
    return new AccessCommand.ChangeRoles(new PrincipalId(id), Set.of(), Set.of(role), "", null);
  }
}
