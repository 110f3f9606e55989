package io.countersign.ledger.codec;

import io.countersign.domain.Event;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The written form of one capability's part of the record: under which names its events are stored,
 * and how those of its values stand in JSON that aren't plain records. All of it is a contract: a
 * class may be renamed, a name never.
 *
 * <p>Implementations are listed once, in {@code META-INF/services} under this interface's name;
 * each has a public constructor without parameters.
 */
public interface Vocabulary {
  /**
   * A sealed vocabulary of events and the name of each, such as {@code incident.opened}.
   *
   * @param names one for each permitted record
   */
  record Events<E extends Event>(Class<E> type, Map<Class<? extends E>, String> names) {
    public Events {
      names = Map.copyOf(names);
    }
  }

  /** An id that stands in JSON as its text. */
  record TextId<T>(Class<T> type, Function<String, T> parse) {}

  /** None for a capability that records nothing. */
  default List<Events<?>> events() {
    return List.of();
  }

  /**
   * Sealed parts of events and states: their JSON carries a {@code type}, which is the kind's
   * simple name in kebab-case.
   */
  default List<Class<?>> sealedTypes() {
    return List.of();
  }

  default List<TextId<?>> textIds() {
    return List.of();
  }
}
