package io.countersign.domain.diagnosis;

import io.countersign.domain.catalog.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * The health of one entity as it was measured for a diagnosis: its strongest symptom, so that who
 * reads of an incident later needn't ask again what is the matter.
 *
 * @param worst the value furthest from zero, in the unit of what was measured (a share, seconds);
 *     null where the state has none
 * @param lasts whether it was still so when it was looked at
 */
public record ObservedHealth(EntityId entity, State state, @Nullable String worst, boolean lasts) {
  /** What an entity was seen to do. */
  public enum State {
    WELL,
    DOWN,
    /** Nothing of it is measured any more. */
    VANISHED,
    FAILING,
    SLOW,
    WRITING_ERRORS,
    RESTARTING,
    SATURATED,
    /** Fewer replicas of it run than usual. */
    REDUCED,
    /** Its platform said that something happened to it. */
    REPORTED,
    /** What tells of it is answered, but is no value. */
    UNREADABLE
  }
}
