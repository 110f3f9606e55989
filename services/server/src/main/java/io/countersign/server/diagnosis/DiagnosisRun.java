package io.countersign.server.diagnosis;

import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.diagnosis.health.PostRemedyEvidence;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.ledger.Blob;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.BlobFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gathers evidence for the alerts there are now, and records it and the diagnosis made of it. */
public final class DiagnosisRun {
  private final EvidenceGathering gathering;
  private final Catalog catalog;
  private final Thresholds thresholds;
  private final LoopSettings settings;
  private final SystemCommands commands;

  public DiagnosisRun(
      EvidenceGathering gathering,
      Catalog catalog,
      Thresholds thresholds,
      LoopSettings settings,
      SystemCommands commands) {
    this.gathering = gathering;
    this.catalog = catalog;
    this.thresholds = thresholds;
    this.settings = settings;
    this.commands = commands;
  }

  /** An examination: what was seen, and what follows from it. Nothing is recorded yet. */
  public record Examined(Evidence evidence, Diagnosis diagnosis) {}

  /**
   * @param remedied its old fault is over
   */
  public void diagnose(Incident.Open incident, VerifiedRemedies remedied) {
    record(
        incident,
        remedied.targets().isEmpty() ? examine(incident) : afterwards(incident, remedied));
  }

  /** By all that was seen since before the fault. */
  Examined examine(Incident.Open incident) {
    return examined(incident, gather(incident));
  }

  /** By what is still, or newly, the matter. */
  public Examined afterwards(Incident.Open incident, VerifiedRemedies remedied) {
    var newest = settings.stability();
    return examined(
        incident, PostRemedyEvidence.of(gather(incident), thresholds, remedied, newest));
  }

  private Evidence gather(Incident.Open incident) {
    return gathering.gather(incident.alerts(), catalog.topology(), commands.now());
  }

  private Examined examined(Incident.Open incident, Evidence evidence) {
    int number = incident.findings().number() + 1;
    return new Examined(
        evidence, Diagnoser.diagnose(number, incident.revision(), evidence, thresholds));
  }

  public void record(Incident.Open incident, Examined examined) {
    record(incident, examined.evidence());
    var command = new MakeDiagnosis(incident.id(), examined.diagnosis());
    var _ = commands.send(command, incident.id().value());
  }

  private void record(Incident.Open incident, Evidence evidence) {
    var claims = claims(evidence.claims());
    var command =
        new RecordEvidence(
            incident.id(),
            incident.revision(),
            evidence.claims().size(),
            claims.ref(),
            evidence.gaps());
    var _ = commands.send(command, incident.id().value(), claims);
  }

  private Blob claims(List<Claim> claims) {
    return BlobFactory.json(DomainJson.write(claims).getBytes(StandardCharsets.UTF_8));
  }
}
