package io.countersign.domain.incident;

import java.util.Optional;

/**
 * What went on around an unhealthy entity when it began to fail.
 *
 * @param release that ran then and may be blamed
 * @param load that rose before it; only where the entity was full
 * @param meddling the last other change shortly before
 */
record Circumstances(
    Health health,
    Optional<SuspectRelease> release,
    Optional<LoadRise> load,
    Optional<Evidence.ChangeSeen> meddling) {

  static Circumstances of(Health health, Evidence evidence, Thresholds t) {
    return new Circumstances(
        health,
        SuspectRelease.find(health, evidence.topology(), evidence.changes(), t),
        full(health).flatMap(_ -> LoadRise.find(health, t)),
        SuspectRelease.meddling(health, evidence.changes(), t));
  }

  Optional<Symptom> full() {
    return full(health);
  }

  Optional<Symptom> crept() {
    return health.symptoms().stream()
        .filter(symptom -> symptom.gradual() && symptom.kind().fails())
        .findFirst();
  }

  private static Optional<Symptom> full(Health health) {
    return health.symptom(Symptom.Kind.SATURATION);
  }
}
