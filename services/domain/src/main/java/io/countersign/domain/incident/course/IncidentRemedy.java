package io.countersign.domain.incident.course;

import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A remedy of an incident as the incident's own facts tell it; the plan and what was done lie with
 * the remediation.
 *
 * @param remediation its id
 * @param diagnosis the number of the diagnosis that it answers
 * @param stopRequested whether somebody wanted it stopped
 * @param refuted whether probes said that it didn't help
 * @param end null while it waits or runs
 */
public record IncidentRemedy(
    String remediation,
    int diagnosis,
    Terms terms,
    RemedyPhase phase,
    boolean stopRequested,
    boolean refuted,
    @Nullable End end) {
  /**
   * What is fixed when it's proposed.
   *
   * @param targets what it acts upon
   * @param stability how long its probes have to hold
   * @param undoable whether its plan says how to undo it
   */
  public record Terms(Set<EntityId> targets, Duration stability, boolean undoable) {
    public Terms {
      targets = Set.copyOf(targets);
    }
  }

  /**
   * When it ended, and why.
   *
   * @param because in words; empty where the phase says it all
   */
  public record End(Instant at, String because) {}

  /** Whether it was carried out in vain, and left things as they were or can't be undone. */
  public boolean inVain() {
    return !stopRequested
        && switch (phase) {
          case ROLLED_BACK -> true;
          case ABANDONED -> refuted && !terms.undoable();
          case WAITING,
              RUNNING,
              VERIFIED,
              DENIED,
              EXPIRED,
              FORBIDDEN,
              DRIFTED,
              NOT_NEEDED,
              SUPERSEDED ->
              false;
        };
  }

  /** Whether something that happened at an instant came after its end. */
  public boolean endedBefore(Instant at) {
    return end != null && at.isAfter(end.at());
  }

  /** How long ago it ended; nothing while it hasn't. */
  Duration endedFor(Instant now) {
    return end == null ? Duration.ZERO : Duration.between(end.at(), now);
  }

  /** Since when its probes held, if it was verified. */
  Optional<Instant> heldSince() {
    return phase == RemedyPhase.VERIFIED && end != null
        ? Optional.of(end.at().minus(terms.stability()))
        : Optional.empty();
  }

  /** How it ended, for a person. */
  String account() {
    return end == null || end.because().isBlank()
        ? "remediation " + remediation + " ended: " + phase
        : end.because();
  }
}
