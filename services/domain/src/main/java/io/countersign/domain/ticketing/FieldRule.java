package io.countersign.domain.ticketing;

/**
 * The rule of one field that is kept equal.
 *
 * @param field by our name: {@code state}, {@code assignee}, {@code priority}
 * @param onConflict what happens where both sides changed it
 */
public record FieldRule(String field, Direction direction, OnConflict onConflict) {
  /** The field that says how far the work is. */
  public static final String STATE = "state";

  /** The side or sides whose changes reach the other one. */
  public enum Direction {
    OUT,
    IN,
    BOTH
  }

  /** The answer where both sides changed a field since they agreed. */
  public enum OnConflict {
    OURS,
    THEIRS,
    /** By the time of the change, theirs by their system's clock; theirs where it isn't told. */
    NEWEST,
    /** Neither, until a person says. */
    ASK
  }

  /** One of two sides. */
  public enum Side {
    OURS,
    THEIRS
  }

  boolean writes() {
    return direction != Direction.IN;
  }

  boolean reads() {
    return direction != Direction.OUT;
  }
}
