package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.domain.Decimal;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer to a question about one signal, sorted into what is a value of it and what isn't.
 *
 * @param values by time
 * @param others what was answered instead of a value: no number, or one of another unit
 * @param shortcomings why it's not all that was asked for, or not what was meant
 */
record AnsweredSignal(
    List<TimeSeries.Point> values, List<TimeSeries.Point> others, List<String> shortcomings) {
  /**
   * @param answer of one series at most
   */
  static AnsweredSignal of(Signal signal, RangeAnswer answer) {
    Map<Boolean, List<TimeSeries.Point>> sorted =
        answer.series().stream()
            .limit(1)
            .flatMap(series -> series.answered().stream())
            .collect(Collectors.partitioningBy(point -> signal.isReadable(point.value())));
    var others = sorted.getOrDefault(false, List.of());
    var shortcomings =
        Stream.concat(answer.shortcomings().stream(), misunderstanding(others).stream()).toList();
    return new AnsweredSignal(sorted.getOrDefault(true, List.of()), others, shortcomings);
  }

  boolean partial() {
    return !shortcomings.isEmpty();
  }

  List<Instant> unreadable() {
    return others.stream().map(TimeSeries.Point::at).toList();
  }

  /** A number that can't be one of this signal shows that the query is wrong. */
  private static Optional<String> misunderstanding(List<TimeSeries.Point> others) {
    return others.stream()
        .filter(point -> Double.isFinite(point.value()))
        .findFirst()
        .map(
            point ->
                "the query answers %s, which it can't be: look at its unit in the configuration"
                    .formatted(Decimal.text(point.value())));
  }

  /** What it says of the signal, to follow the signal's name. */
  String statement() {
    if (values.isEmpty()) {
      return others.isEmpty() ? "isn't measured" : "isn't a value at any time";
    }
    var moved =
        "went from %s to %s"
            .formatted(
                Decimal.text(values.getFirst().value()), Decimal.text(values.getLast().value()));
    return endsWithValue() ? moved : moved + ", and has no value after " + values.getLast().at();
  }

  /** What whoever looks after the source should know of it; empty when nothing. */
  String doubt() {
    if (!shortcomings.isEmpty()) {
      return String.join("; ", shortcomings);
    }
    if (others.isEmpty() || (!values.isEmpty() && endsWithValue())) {
      return "";
    }
    return values.isEmpty()
        ? "what is answered isn't a value at any time"
        : "what is answered isn't a value since " + values.getLast().at();
  }

  private boolean endsWithValue() {
    return others.isEmpty() || others.getLast().at().isBefore(values.getLast().at());
  }
}
