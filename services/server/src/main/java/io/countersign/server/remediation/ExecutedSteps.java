package io.countersign.server.remediation;

import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.change.OwnStep;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.change.OwnSteps;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The steps of remediations, under the names that executors leave in lists of changes. */
final class ExecutedSteps implements OwnSteps {
  private final Remediations remediations;
  private final Map<String, ChangeSignature> signatures;

  /**
   * @param signatures by executor
   */
  ExecutedSteps(Remediations remediations, Map<String, ChangeSignature> signatures) {
    this.remediations = remediations;
    this.signatures = Map.copyOf(signatures);
  }

  @Override
  public List<OwnStep> between(Instant from, Instant to) {
    return remediations.acting(from, to).stream()
        .flatMap(row -> row.steps().stream().flatMap(step -> own(row.id(), step)))
        .sorted(Comparator.comparing(OwnStep::startedAt).reversed())
        .toList();
  }

  private Stream<OwnStep> own(String remediation, Remediations.Step step) {
    var planned = step.planned();
    var started = step.startedAt();
    var signature = signatures.get(planned.executor());
    return started == null || signature == null
        ? Stream.empty()
        : Stream.of(new OwnStep(remediation, planned.target(), signature, started, step.endedAt()));
  }
}
