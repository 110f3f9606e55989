package io.countersign.domain.change;

/** The one who did a change, as far as that is known. */
public sealed interface ChangeAuthor {
  record Told(String name) implements ChangeAuthor {}

  /** The feed tells of no actor at all. */
  record Untold() implements ChangeAuthor {}

  /** It was told, or should have been, and isn't there: nothing can be taken from it. */
  record Missing() implements ChangeAuthor {}
}
