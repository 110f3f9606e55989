package io.countersign.demo.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recorded series of one service, computed from its scrapes: what {@code rules.yml} lets a real
 * Prometheus record, and nothing else.
 */
final class RecordingRules {
  static final String RATE = "service:request_rate:5s";
  static final String ERRORS = "service:error_ratio:5s";
  static final String LATENCY = "service:latency_p95:5s";
  static final String SATURATION = "service:saturation";
  static final String UP = "service:up";

  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration LOOK_BACK = Duration.ofSeconds(5);
  private static final String REQUESTS = "shop_requests_total";
  private static final String BUCKET = "shop_request_seconds_bucket{le=\"";

  private final Deque<Scrape> window = new ArrayDeque<>();
  private final Map<String, NavigableMap<Instant, Double>> series = new LinkedHashMap<>();

  RecordingRules() {
    List.of(RATE, ERRORS, LATENCY, SATURATION, UP).forEach(n -> series.put(n, new TreeMap<>()));
  }

  synchronized void add(Scrape scrape) {
    record(UP, scrape.at(), scrape.up() ? 1 : 0);
    if (!scrape.up()) {
      window.clear();
      return;
    }
    window.addLast(scrape);
    while (window.getFirst().at().isBefore(scrape.at().minus(WINDOW))) {
      window.removeFirst();
    }
    record(SATURATION, scrape.at(), scrape.value("shop_busy_ratio"));
    if (window.size() > 1) {
      rates(window.getFirst(), scrape);
    }
  }

  private void rates(Scrape first, Scrape last) {
    double requests = last.value(REQUESTS) - first.value(REQUESTS);
    double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
    record(RATE, last.at(), requests / seconds);
    if (requests > 0) {
      double errors = last.value("shop_errors_total") - first.value("shop_errors_total");
      record(ERRORS, last.at(), errors / requests);
      record(LATENCY, last.at(), percentile(first, last, 0.95 * requests));
    }
  }

  /** As Prometheus does: straight lines between the buckets' bounds. */
  private static double percentile(Scrape first, Scrape last, double rank) {
    double below = 0;
    double belowCount = 0;
    for (double bound : bounds(last)) {
      var metric = BUCKET + bound + "\"}";
      double count = last.value(metric) - first.value(metric);
      if (count >= rank) {
        return below + (bound - below) * (rank - belowCount) / (count - belowCount);
      }
      below = bound;
      belowCount = count;
    }
    return below;
  }

  private static List<Double> bounds(Scrape scrape) {
    return scrape.values().keySet().stream()
        .filter(metric -> metric.startsWith(BUCKET) && !metric.contains("+Inf"))
        .map(metric -> Double.valueOf(metric.substring(BUCKET.length(), metric.indexOf("\"}"))))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private void record(String name, Instant at, double value) {
    known(name).put(at, value);
  }

  private NavigableMap<Instant, Double> known(String name) {
    var points = series.get(name);
    if (points == null) {
      throw new IllegalArgumentException("not recorded: " + name);
    }
    return points;
  }

  synchronized boolean knows(String name) {
    return series.containsKey(name);
  }

  /** The value then: the last one of the five seconds before. */
  synchronized Optional<Double> at(String name, Instant at) {
    var entry = known(name).floorEntry(at);
    return entry == null || entry.getKey().isBefore(at.minus(LOOK_BACK))
        ? Optional.empty()
        : Optional.of(entry.getValue());
  }
}
