package io.countersign.connectors.icalendar;

import java.util.List;
import java.util.Optional;

/**
 * One component, with those of its properties that are read.
 *
 * @param name in capitals
 * @param line on which it begins
 * @param parts components within it
 */
record ICalendarComponent(
    String name, int line, List<ICalendarProperty> properties, List<ICalendarComponent> parts) {
  List<ICalendarProperty> all(String property) {
    return properties.stream().filter(it -> it.name().equals(property)).toList();
  }

  Optional<ICalendarProperty> first(String property) {
    return properties.stream().filter(it -> it.name().equals(property)).findFirst();
  }

  boolean has(String property) {
    return first(property).isPresent();
  }

  List<ICalendarComponent> parts(String component) {
    return parts.stream().filter(it -> it.name().equals(component)).toList();
  }
}
