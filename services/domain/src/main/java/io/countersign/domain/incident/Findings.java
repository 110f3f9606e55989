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
  private static final int NEVER = -1;

  static final Findings NONE = new Findings(0, 0, null, NEVER, null);

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

  /** Who was called for a cause that stays unknown isn't called again for the same. */
  Findings with(Diagnosis made) {
    boolean known = escalated() && undecided(diagnosis) && undecided(made);
    int called = known ? made.number() : escalatedFor;
    return new Findings(gathered, made.revision(), made, called, claims);
  }

  private static boolean undecided(@Nullable Diagnosis made) {
    return made != null && made.cause().isEmpty();
  }

  Findings escalatedFor(int number) {
    return new Findings(gathered, diagnosed, diagnosis, number, claims);
  }

  /** What was found stays on show, but has to be looked at afresh. */
  Findings doubted() {
    return new Findings(0, 0, diagnosis, escalatedFor, claims);
  }

  /** The same, and whoever was called is done with it. */
  Findings forgotten() {
    return new Findings(0, 0, diagnosis, NEVER, claims);
  }
}
