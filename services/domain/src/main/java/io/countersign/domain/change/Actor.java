package io.countersign.domain.change;

/** Who did a change, as far as that is known. */
public sealed interface Actor {
  record Told(String name) implements Actor {}

  /** The feed tells of no actor at all. */
  record Untold() implements Actor {}

  /** It was told, or should have been, and isn't there: nothing can be taken from it. */
  record Missing() implements Actor {}
}
