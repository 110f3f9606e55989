package io.countersign.domain.diagnosis;

import io.countersign.domain.catalog.EntityId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A possible cause with its score and the reasons for and against it.
 *
 * @param change reference of the blamed release; null when no release is to blame
 * @param toVersion the version that the blamed release put into service; null without one
 * @param score sum of the reasons' points
 */
public record Cause(
    EntityId entity,
    Kind kind,
    @Nullable String change,
    @Nullable String toVersion,
    int score,
    List<Reason> reasons) {
  /** The kind of what went wrong. */
  public enum Kind {
    RELEASE,
    PROCESS_DEATH,
    RESOURCE_EXHAUSTION,
    LOAD,
    EXTERNAL,
    UNKNOWN
  }

  /**
   * One reason.
   *
   * @param points above zero for, below zero against
   * @param claims ids of the claims it rests on, at least one
   */
  public record Reason(String text, int points, List<String> claims) {
    public Reason {
      claims = List.copyOf(claims);
    }
  }

  public Cause {
    reasons = List.copyOf(reasons);
  }

  /** The same for these reasons, which together weigh as much. */
  public Cause with(List<Reason> others) {
    return new Cause(entity, kind, change, toVersion, score, others);
  }

  /** Whether it's the same thing that went wrong, for whatever reasons that's held to be so. */
  public boolean blamesTheSameAs(Cause other) {
    return entity.equals(other.entity)
        && kind == other.kind
        && Objects.equals(change, other.change);
  }
}
