package io.countersign.connectors.intake.json;

import io.countersign.domain.intake.SourceReading.Adjustment;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A first pass over an object: what stands beside its lists, and how many entries these have. */
final class TopScan {
  private final JsonParser parser;
  private final Set<String> lists;
  private final JsonEntry beside;
  private final Map<String, Integer> entries = new HashMap<>();

  TopScan(JsonParser parser, Set<String> lists) {
    this.parser = parser;
    this.lists = lists;
    this.beside = new JsonEntry(parser, EnumSet.noneOf(Adjustment.class));
  }

  /** To the value's end. */
  void value(JsonToken first) {
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && lists.contains(name)) {
        entries.merge(name, count(), Integer::sum);
      } else {
        beside.member(name);
      }
    }
  }

  /** What was read so far. */
  JsonEntry beside() {
    return beside;
  }

  Map<String, Integer> entries() {
    return entries;
  }

  private int count() {
    int all = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      all++;
    }
    return all;
  }
}
