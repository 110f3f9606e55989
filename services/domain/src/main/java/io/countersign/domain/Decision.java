package io.countersign.domain;

import java.util.List;

/**
 * The word of a decider: the events to append, in order, and the answer to give. A refusal may
 * carry an {@code attempt-refused} event, or none when the same refusal was recorded within the
 * minute.
 */
public record Decision<E extends Event>(List<E> events, Answer answer) {
  public Decision {
    events = List.copyOf(events);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <E extends Event> Decision<E> done(E... events) {
    return new Decision<>(List.of(events), new Answer.Done());
  }

  public static <E extends Event> Decision<E> done(List<E> events) {
    return new Decision<>(events, new Answer.Done());
  }

  public static <E extends Event> Decision<E> unchanged() {
    return new Decision<>(List.of(), new Answer.Unchanged());
  }

  public static <E extends Event> Decision<E> refused(Answer.Refused refusal, List<E> events) {
    return new Decision<>(events, refusal);
  }
}
