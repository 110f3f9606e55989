package io.countersign.server.summary;

import io.countersign.domain.Event;

/**
 * The texts of one vocabulary of events. A capability brings its own as a bean in its own package;
 * a test asks for the text of every event that the record can hold.
 *
 * @param <E> the sealed vocabulary
 */
public interface EventTexts<E extends Event> {
  Class<E> vocabulary();

  /**
   * A short sentence; what people and sources wrote may stand in it as it is. Persons appear by
   * their pseudonymous ids only.
   */
  String text(E event);
}
