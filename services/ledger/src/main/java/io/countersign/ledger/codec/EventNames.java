package io.countersign.ledger.codec;

import io.countersign.domain.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that events are stored under, of all vocabularies together. */
public final class EventNames {
  /** A wire name and the revision that is written now. */
  public record Name(String type, String revision) {}

  private static final String REVISION = "1";

  /** Every capability's sealed events. */
  public static final List<Class<? extends Event>> VOCABULARIES =
      events().<Class<? extends Event>>map(Vocabulary.Events::type).toList();

  private static final Map<Class<? extends Event>, Name> NAMES =
      events()
          .flatMap(it -> it.names().entrySet().stream())
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, it -> new Name(it.getValue(), REVISION)));
  private static final Map<String, Class<? extends Event>> CLASSES =
      NAMES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(e -> e.getValue().type(), Map.Entry::getKey));

  private EventNames() {}

  private static Stream<Vocabulary.Events<?>> events() {
    return Vocabularies.all().stream().flatMap(it -> it.events().stream());
  }

  /**
   * @throws IllegalArgumentException for a class without a name: it can't be recorded
   */
  public static Name of(Class<?> type) {
    var name = NAMES.get(type);
    if (name == null) {
      throw new IllegalArgumentException("no wire name for " + type.getName());
    }
    return name;
  }

  /** Empty for a name that this release doesn't know. */
  public static Optional<Class<? extends Event>> type(String name) {
    return Optional.ofNullable(CLASSES.get(name));
  }

  public static Map<Class<? extends Event>, Name> all() {
    return NAMES;
  }
}
