package io.countersign.connectors.icalendar;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One property of a component.
 *
 * @param name in capitals
 * @param parameters by name in capitals, without quotes
 * @param line on which it begins
 */
record ICalendarProperty(String name, Map<String, String> parameters, String value, int line) {
  ICalendarProperty {
    parameters = Map.copyOf(parameters);
  }

  @Nullable String parameter(String parameter) {
    return parameters.get(parameter);
  }

  boolean isDate() {
    return "DATE".equalsIgnoreCase(parameters.get("VALUE"));
  }
}
