package io.countersign.demo.monitoring;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One scrape of one service.
 *
 * @param values metric with its labels, as the service wrote it, to its value; empty when it
 *     couldn't be reached
 */
record Scrape(Instant at, Map<String, Double> values) {

  static Scrape of(Instant at, String text) {
    var values = new HashMap<String, Double>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int blank = line.lastIndexOf(' ');
              values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            });
    return new Scrape(at, values);
  }

  boolean up() {
    return !values.isEmpty();
  }

  double value(String metric) {
    return values.getOrDefault(metric, 0.0);
  }
}
