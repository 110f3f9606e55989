package io.countersign.server.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service of the {@link Shop}: what runs, and how its signals went. */
final class ShopService {
  /** How it does from an instant on: a signal's value so many seconds later; NaN: no point. */
  interface Condition {
    double value(String signal, double seconds);
  }

  private record Phase(Instant from, Condition condition) {}

  static final Condition WELL = (signal, _) -> usual(signal);
  static final Condition FAILING = (signal, _) -> signal.equals("errors") ? 0.6 : usual(signal);
  static final Condition SLOW = (signal, _) -> signal.equals("latency") ? 0.9 : usual(signal);
  static final Condition GONE = (signal, _) -> signal.equals("up") ? 0 : Double.NaN;

  /** It fails more and more. */
  static final Condition LEAKING =
      (signal, seconds) -> signal.equals("errors") ? Math.min(0.8, seconds / 40) : usual(signal);

  /** More is asked of it than its replicas can take. */
  static Condition crowded(int replicas) {
    double saturation = 2.25 / replicas;
    return (signal, _) ->
        switch (signal) {
          case "rate" -> 22.5;
          case "saturation" -> saturation;
          case "errors" -> saturation > 1 ? 1 - 1 / saturation : 0;
          default -> usual(signal);
        };
  }

  final String name;
  private final List<Phase> phases = new ArrayList<>();
  String version = "1.0.0";
  String previous = "0.9.0";
  String state = "running";
  int replicas = 1;
  Instant startedAt = Instant.now().minusSeconds(3600);

  ShopService(String name) {
    this.name = name;
    phases.add(new Phase(Instant.EPOCH, WELL));
  }

  void becomes(Condition condition, Instant from) {
    phases.add(new Phase(from, condition));
  }

  Condition condition() {
    return phases.getLast().condition();
  }

  double value(String signal, double at) {
    var phase = phases.getFirst();
    for (var next : phases) {
      if (next.from().toEpochMilli() / 1000.0 <= at) {
        phase = next;
      }
    }
    return phase.condition().value(signal, at - phase.from().toEpochMilli() / 1000.0);
  }

  Map<String, Object> view() {
    return Map.of(
        "name", name,
        "version", version,
        "previous", previous,
        "replicas", replicas,
        "state", state,
        "started_at", startedAt.toEpochMilli() / 1000.0);
  }

  private static double usual(String signal) {
    return switch (signal) {
      case "rate" -> 5;
      case "errors" -> 0;
      case "latency" -> 0.02;
      case "saturation" -> 0.1;
      default -> 1;
    };
  }
}
