package io.countersign.domain.incident;

import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.blob;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentCommand.ReviewIncident;
import io.countersign.domain.incident.IncidentCommand.SetPriority;
import io.countersign.domain.incident.IncidentCommand.StandDownCommander;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.IncidentFixtures;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.RandomWalk;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncidentPropertiesTest {
  private static final List<String> SERVICES = List.of("shop", "bank", "front");

  private static final AlertTie ECHO = new AlertTie("echo", 90, "both are about shop");

  private long seconds;
  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("pat", Role.RESPONDER)
          .person("chief", Role.COMMANDER)
          .agent("model")
          .incidentOpen(OLDER)
          .outcome(INCIDENT, "rem_1", "VERIFIED")
          .outcome(new IncidentId("inc_ffffffffffffffff"), "rem_2", "VERIFIED");

  @Test
  void whateverIsAskedOfAnIncidentLeavesItLegal() {
    assertThat(RandomWalk.walk(2_000, 80, () -> new IncidentPropertiesTest().walk()))
        .containsExactlyInAnyOrder(IncidentEvent.class.getPermittedSubclasses());
  }

  private RandomWalk<Incident, IncidentEvent, IncidentCommand> walk() {
    return new RandomWalk<>(
        IncidentSpec.INCIDENTS,
        this::command,
        this::context,
        IncidentPropertiesTest::legal,
        command -> !(command instanceof AddNote));
  }

  private static void legal(Incident state) {
    switch (state) {
      case Incident.NotOpened _ -> {}
      case Incident.Open it -> legal(it);
      case Incident.Closed it -> legal(it.before());
    }
  }

  private static void legal(Incident.Open it) {
    assertThat(it.alerts().getFirst()).isEqualTo(ERRORS);
    assertThat(new HashSet<>(it.alerts())).hasSameSizeAs(it.alerts());
    assertThat(it.findings().diagnosed()).isBetween(0, it.revision());
    assertThat(it.findings().gathered()).isBetween(0, it.revision());
    assertThat(it.findings().escalatedFor()).isBetween(-1, it.findings().number());
    assertThat(it.dueAt(SettlingPeriod.QUIET, SettlingPeriod.LATEST).isEmpty())
        .isEqualTo(it.findings().diagnosed() == it.revision());
  }

  private CommandContext context(Random random) {
    seconds += random.nextInt(40);
    var at = Contexts.after(seconds);
    return switch (random.nextInt(5)) {
      case 0 -> facts.as("pat", at);
      case 1 -> facts.as("chief", at);
      case 2 -> facts.as("model", at);
      default -> facts.asSystem(at);
    };
  }

  private IncidentCommand command(Random random) {
    var reason = random.nextInt(3) == 0 ? "" : "why";
    return switch (random.nextInt(21)) {
      case 0, 1 -> new OpenIncident(INCIDENT, ERRORS, "shop fails");
      case 2, 3 -> new AttachAlert(INCIDENT, anyAlert(random), random.nextBoolean() ? TIE : ECHO);
      case 4 -> new MergeIncident(INCIDENT, random.nextInt(8) == 0 ? OLDER : INCIDENT, TIE);
      case 5 -> new RecordEvidence(INCIDENT, random.nextInt(4), 1, blob("claims"), List.of());
      case 6, 7 -> new MakeDiagnosis(INCIDENT, anyDiagnosis(random));
      case 8 -> new EscalateIncident(INCIDENT, random.nextInt(4), reason);
      case 9 -> new AcknowledgeIncident(INCIDENT);
      case 10 -> new AssignIncident(INCIDENT, new PrincipalId("pat"));
      case 11 -> new AddNote(INCIDENT, blob("hm"));
      case 12 -> new ResolveRemedied(INCIDENT, "rem_" + random.nextInt(6));
      case 13 ->
          new RecoverIncident(
              INCIDENT, List.of(IncidentFixtures.reading(random.nextInt(3) == 0)), null);
      case 14 ->
          random.nextInt(3) == 0
              ? new ResolveByOverride(INCIDENT, reason)
              : new ReviewIncident(INCIDENT, blob("r" + random.nextInt(2)));
      case 15 -> new RecordFailure(INCIDENT, anyWork(random), reason, Contexts.after(seconds + 5));
      case 16 -> new RecordProgress(INCIDENT, anyWork(random));
      case 17 -> new AssignCommander(INCIDENT, new PrincipalId("chief"));
      case 18 -> new StandDownCommander(INCIDENT);
      case 19 -> new SetPriority(INCIDENT, Priority.values()[random.nextInt(3)]);
      default -> new ReopenIncident(INCIDENT, reason);
    };
  }

  private static IncidentWork anyWork(Random random) {
    return IncidentWork.values()[random.nextInt(2)];
  }

  private IncidentAlert anyAlert(Random random) {
    var service = SERVICES.get(random.nextInt(SERVICES.size()));
    var alert = IncidentFixtures.alert(service, random.nextBoolean() ? "errors" : "latency");
    if (random.nextInt(4) == 0) {
      facts.firing(List.of(alert.alert()));
    } else {
      facts.quiet(alert.alert());
    }
    return alert;
  }

  private static Diagnosis anyDiagnosis(Random random) {
    return IncidentFixtures.diagnosis(1 + random.nextInt(3), 1 + random.nextInt(4));
  }
}
