package io.countersign.domain.planning;

import io.countersign.domain.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalInt;

/**
 * The sizing of something by the load that is measured: saturation times their number now, divided
 * by what each is to be loaded to. Never fewer than now, never more than there may be.
 *
 * @param field of the target's state: how many there are
 * @param maximumField of the target's state: how many there may be
 * @param maximum how many there may be where the target doesn't tell
 * @param utilisation decimal text: what each is to be loaded to, 1 being full
 * @param tolerable decimal text: where even the maximum is loaded more than {@code utilisation},
 *     the maximum is still worth it below this
 */
public record CapacitySizing(
    String field, String maximumField, int maximum, String utilisation, String tolerable) {

  /** How many, or nothing and why, among the problems. */
  OptionalInt wanted(TargetState observed, SignalMeasurement saturation, List<String> problems) {
    var now = count(observed, field, problems);
    var most =
        observed.fields().containsKey(maximumField)
            ? count(observed, maximumField, problems)
            : OptionalInt.of(maximum);
    if (saturation.now().isEmpty()) {
      problems.add("how loaded it is can't be measured just now");
      return OptionalInt.empty();
    }
    if (now.isEmpty() || most.isEmpty()) {
      return OptionalInt.empty();
    }
    return wanted(now.getAsInt(), most.getAsInt(), decimal(saturation), problems);
  }

  private OptionalInt wanted(int now, int most, BigDecimal saturation, List<String> problems) {
    var load = saturation.multiply(BigDecimal.valueOf(now));
    var needed = load.divide(new BigDecimal(utilisation), 0, RoundingMode.CEILING);
    if (needed.compareTo(BigDecimal.valueOf(now)) <= 0) {
      problems.add(field + " " + now + " is enough for a saturation of " + plain(saturation));
      return OptionalInt.empty();
    }
    if (needed.compareTo(BigDecimal.valueOf(most)) <= 0) {
      return OptionalInt.of(needed.intValueExact());
    }
    var atMost = load.divide(BigDecimal.valueOf(most), 3, RoundingMode.HALF_UP);
    if (most > now && atMost.compareTo(new BigDecimal(tolerable)) < 0) {
      return OptionalInt.of(most);
    }
    problems.add(
        "it takes %s %s, there may be %s, and those would be loaded to %s"
            .formatted(field, needed.toPlainString(), most, plain(atMost)));
    return OptionalInt.empty();
  }

  /** For a person: what the number was worked out from. */
  String description(TargetState observed, SignalMeasurement saturation, int wanted) {
    return "%s go from %s to %s: saturation is %s, and %s is wanted"
        .formatted(
            field,
            observed.fields().getOrDefault(field, "?"),
            wanted,
            plain(decimal(saturation)),
            utilisation);
  }

  private static OptionalInt count(TargetState observed, String field, List<String> problems) {
    var told = observed.fields().getOrDefault(field, "");
    if (!told.matches("[1-9][0-9]{0,5}")) {
      problems.add(observed.target() + " tells no number of " + field);
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(told));
  }

  private static BigDecimal decimal(SignalMeasurement saturation) {
    return new BigDecimal(Decimal.text(saturation.now().orElse(0)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
