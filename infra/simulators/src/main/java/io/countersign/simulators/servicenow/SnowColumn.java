package io.countersign.simulators.servicenow;

import java.util.Map;

/**
 * A column of a table.
 *
 * @param type {@code string}, {@code integer}, {@code reference}, {@code glide_date_time}, {@code
 *     journal_input}
 * @param table that a reference leads to; empty for another type
 * @param choices words by their values; empty where any value goes
 */
public record SnowColumn(
    String name, String label, String type, String table, Map<String, String> choices) {
  static SnowColumn of(String name) {
    return new SnowColumn(name, name.replace('_', ' '), "string", "", Map.of());
  }

  static SnowColumn typed(String name, String type) {
    return new SnowColumn(name, name.replace('_', ' '), type, "", Map.of());
  }

  static SnowColumn reference(String name, String table) {
    return new SnowColumn(name, name.replace('_', ' '), "reference", table, Map.of());
  }

  static SnowColumn choice(String name, Map<String, String> choices) {
    return new SnowColumn(name, name.replace('_', ' '), "integer", "", choices);
  }

  boolean isJournal() {
    return type.equals("journal_input");
  }

  /** Set by the system alone. */
  boolean isReadOnly() {
    return name.startsWith("sys_") || name.equals("number") || name.equals("approval");
  }
}
