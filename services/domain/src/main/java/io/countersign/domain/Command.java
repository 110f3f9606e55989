package io.countersign.domain;

/**
 * Something asked for. Each capability seals its own; an aggregate's commands name their target.
 */
public interface Command {
  /** The id of the aggregate that decides, as text. */
  String target();
}
