package io.countersign.domain.incident;

import io.countersign.domain.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How a diagnosis says numbers and times: three digits are all that a person takes in. */
final class Wording {
  private static final MathContext THREE = new MathContext(3);

  private Wording() {}

  static String number(double value) {
    return Decimal.text(new BigDecimal(value).round(THREE).doubleValue());
  }

  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String symptom(Symptom.Kind kind, Onset onset, double limit, boolean lasts) {
    var worst = number(onset.worst());
    var bound = number(limit);
    var what =
        switch (kind) {
          case DOWN -> "can't be reached";
          case VANISHED -> "isn't measured any more";
          case ERRORS -> "fails up to " + worst + " of its requests (limit " + bound + ")";
          case LATENCY -> "takes up to " + worst + " s (limit " + bound + " s)";
          case RESTARTS -> "restarts by itself";
          case SATURATION -> "is asked for " + worst + " of its capacity (limit " + bound + ")";
        };
    var until = lasts ? "" : " until " + time(onset.last());
    return what + " since " + time(onset.at()) + until;
  }
}
