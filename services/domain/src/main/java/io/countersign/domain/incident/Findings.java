package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import java.util.Optional;
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
 * @param told why it was last escalated; null when it never was
 * @param sameCause whether that was for an earlier diagnosis that blamed the same
 */
public record Findings(
    int gathered,
    int diagnosed,
    @Nullable Diagnosis diagnosis,
    int escalatedFor,
    @Nullable BlobRef claims,
    @Nullable String told,
    boolean sameCause) {
  private static final int NEVER = -1;

  static final Findings NONE = new Findings(0, 0, null, NEVER, null, null, false);

  /** The number of the last diagnosis; 0 when there is none. */
  public int number() {
    return diagnosis == null ? 0 : diagnosis.number();
  }

  /** Whether a person has to take over, as far as the last diagnosis goes. */
  public boolean escalated() {
    return escalatedFor == number();
  }

  Findings gatheredFor(int revision, BlobRef asked) {
    return new Findings(revision, diagnosed, diagnosis, escalatedFor, asked, told, sameCause);
  }

  /** Who was called for a cause that stays unknown isn't called again for the same. */
  Findings with(Diagnosis made) {
    boolean known = escalated() && undecided(diagnosis) && undecided(made);
    int called = known ? made.number() : escalatedFor;
    boolean same = !known && (escalated() || sameCause) && blamesTheSame(made);
    return new Findings(gathered, made.revision(), made, called, claims, told, same);
  }

  private boolean blamesTheSame(Diagnosis made) {
    var before = diagnosis == null ? Optional.<Cause>empty() : diagnosis.cause();
    return made.cause().filter(it -> before.filter(it::blamesTheSameAs).isPresent()).isPresent();
  }

  /** Whether whoever was called for the same cause was told the same. */
  public boolean toldAlready(String reason) {
    return sameCause && reason.equals(told);
  }

  private static boolean undecided(@Nullable Diagnosis made) {
    return made != null && made.cause().isEmpty();
  }

  Findings escalatedFor(int number, String reason) {
    return new Findings(gathered, diagnosed, diagnosis, number, claims, reason, false);
  }

  /** What was found stays on show, but has to be looked at afresh. */
  Findings doubted() {
    return new Findings(0, 0, diagnosis, escalatedFor, claims, told, sameCause);
  }

  /** The same, and whoever was called is done with it. */
  Findings forgotten() {
    return new Findings(0, 0, diagnosis, NEVER, claims, null, false);
  }
}
