package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * The latest that is held to be known about an incident's cause.
 *
 * @param gathered the revision that evidence was last gathered for; 0 when none since (re)opening
 * @param diagnosed the revision that was last diagnosed; 0 when none since (re)opening
 * @param diagnosis the last one
 * @param escalatedFor number of the diagnosis that it was last escalated for (0 is "before any");
 *     -1 when it never was
 * @param claims what was last asked of the sources, and answered; null before the first time
 */
public record Findings(
    int gathered,
    int diagnosed,
    @Nullable Diagnosis diagnosis,
    int escalatedFor,
    @Nullable BlobRef claims) {
  static final Findings NONE = new Findings(0, 0, null, -1, null);

  /** The number of the last diagnosis; 0 when there is none. */
  public int number() {
    return diagnosis == null ? 0 : diagnosis.number();
  }

  /** Whether a person has to take over, as far as the last diagnosis goes. */
  public boolean escalated() {
    return escalatedFor == number();
  }

  Findings gatheredFor(int revision, BlobRef asked) {
    return new Findings(revision, diagnosed, diagnosis, escalatedFor, asked);
  }

  Findings with(Diagnosis made) {
    return new Findings(gathered, made.revision(), made, escalatedFor, claims);
  }

  Findings escalatedFor(int number) {
    return new Findings(gathered, diagnosed, diagnosis, number, claims);
  }

  /** What was found stays on show, but has to be looked at afresh. */
  Findings doubted() {
    return new Findings(0, 0, diagnosis, escalatedFor, claims);
  }
}
