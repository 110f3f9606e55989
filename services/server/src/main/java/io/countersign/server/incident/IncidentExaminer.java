package io.countersign.server.incident;

import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.health.PostRemedyEvidence;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.course.ExaminationScope;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.EvidenceGathering;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.BlobFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The examiner of incidents: gathers evidence, and records it and the diagnosis made of it. */
@Component
final class IncidentExaminer {
  private final Ledger ledger;
  private final EvidenceGathering gathering;
  private final Catalog catalog;
  private final Thresholds thresholds;
  private final LoopSettings settings;
  private final SystemCommands commands;

  IncidentExaminer(
      Ledger ledger,
      EvidenceGathering gathering,
      Catalog catalog,
      Thresholds thresholds,
      LoopSettings settings,
      SystemCommands commands) {
    this.ledger = ledger;
    this.gathering = gathering;
    this.catalog = catalog;
    this.thresholds = thresholds;
    this.settings = settings;
    this.commands = commands;
  }

  /** What was seen, and what follows from it. Nothing is recorded yet. */
  record Examination(Evidence evidence, Diagnosis diagnosis) {}

  Examination examine(Incident.Open incident, ExaminationScope scope) {
    var gathered = gathering.gather(incident.alerts(), catalog.topology(), commands.now());
    var evidence =
        switch (scope) {
          case ExaminationScope.Everything _ -> gathered;
          case ExaminationScope.WhatRemains(var after) ->
              PostRemedyEvidence.of(gathered, thresholds, after, settings.stability());
        };
    int number = incident.findings().number() + 1;
    return new Examination(
        evidence, Diagnoser.diagnose(number, incident.revision(), evidence, thresholds));
  }

  void record(Incident.Open incident, Examination examination) {
    record(incident, examination.evidence());
    var command = new MakeDiagnosis(incident.id(), examination.diagnosis());
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

  /** What was asked when evidence was last recorded, and answered; empty before that. */
  List<Claim> asked(Incident.Open incident) {
    return Optional.ofNullable(incident.findings().claims())
        .flatMap(ledger::blob)
        .map(it -> List.of(DomainJson.read(new String(it, StandardCharsets.UTF_8), Claim[].class)))
        .orElse(List.of());
  }

  private static Blob claims(List<Claim> claims) {
    return BlobFactory.json(DomainJson.write(claims).getBytes(StandardCharsets.UTF_8));
  }
}
