package io.countersign.connectors.servicenow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A record as it's answered: each column as text, or with a word beside its value. */
record ServiceNowRecord(JsonNode json) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Of an answer that is it, or a list of one. */
  static ServiceNowRecord of(JsonNode result) {
    return new ServiceNowRecord(result.isArray() ? result.path(0) : result);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** The raw value; the number of a state may be a number, and even a fraction. */
  String value(String column) {
    var it = json.path(column);
    var value = it.isObject() ? it.path("value") : it;
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asString("");
  }

  /** The word that people see. */
  String word(String column) {
    var it = json.path(column);
    return it.isObject() ? it.path("display_value").asString("") : it.asString("");
  }

  /** A raw time, which is in UTC. */
  Optional<Instant> instant(String column) {
    try {
      return Optional.of(LocalDateTime.parse(value(column), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
