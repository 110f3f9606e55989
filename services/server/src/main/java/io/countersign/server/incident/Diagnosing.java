package io.countersign.server.incident;

import io.countersign.domain.incident.Claim;
import io.countersign.domain.incident.Diagnoser;
import io.countersign.domain.incident.Evidence;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.RecordEvidence;
import io.countersign.domain.incident.Thresholds;
import io.countersign.ledger.Blob;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.store.DomainJson;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.Blobs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gathers evidence for the alerts there are now, and records it and the diagnosis made of it. */
final class Diagnosing {
  private final EvidenceGathering gathering;
  private final Catalog catalog;
  private final Thresholds thresholds;
  private final SystemCommands commands;

  Diagnosing(
      EvidenceGathering gathering,
      Catalog catalog,
      Thresholds thresholds,
      SystemCommands commands) {
    this.gathering = gathering;
    this.catalog = catalog;
    this.thresholds = thresholds;
    this.commands = commands;
  }

  void diagnose(Incident.Open incident) {
    var evidence = gathering.gather(incident.alerts(), catalog.topology(), commands.now());
    record(incident, evidence);
    var diagnosis =
        Diagnoser.diagnose(
            incident.findings().number() + 1, incident.revision(), evidence, thresholds);
    var _ = commands.send(new MakeDiagnosis(incident.id(), diagnosis), incident.id().value());
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
    return Blobs.json(DomainJson.write(claims).getBytes(StandardCharsets.UTF_8));
  }
}
