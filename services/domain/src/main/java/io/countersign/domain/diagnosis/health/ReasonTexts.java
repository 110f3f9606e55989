package io.countersign.domain.diagnosis.health;

import io.countersign.domain.Decimal;
import io.countersign.domain.diagnosis.Evidence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The texts of a diagnosis' numbers and times: three digits are all that a person takes in. */
public final class ReasonTexts {
  private static final MathContext THREE = new MathContext(3);

  private static final int LONGEST = 120;

  private ReasonTexts() {}

  public static String number(double value) {
    return Decimal.text(new BigDecimal(value).round(THREE).doubleValue());
  }

  public static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String symptom(Symptom.Kind kind, Onset onset, double limit, boolean lasts) {
    var worst = number(onset.worst());
    var bound = number(limit);
    var what =
        switch (kind) {
          case DOWN ->
              onset.times() > 1
                  ? "comes and goes, down " + onset.times() + " times"
                  : "can't be reached";
          case VANISHED -> "isn't measured any more";
          case ERRORS -> "fails up to " + worst + " of its requests (limit " + bound + ")";
          case LATENCY -> "takes up to " + worst + " s (limit " + bound + " s)";
          case RESTARTS -> "restarts by itself";
          case REPLICAS -> "runs with fewer replicas than the usual " + bound;
          case LOGS -> "writes new errors";
          case EVENT -> "something happened to it";
          case UNREADABLE -> "can't be judged any more";
          case SATURATION -> "is asked for " + worst + " of its capacity (limit " + bound + ")";
        };
    var until = lasts ? "" : " until " + time(onset.last());
    return what + " since " + time(onset.at()) + until;
  }

  public static String event(Evidence.ChangeSeen seen) {
    return "its platform said " + seen.change().action() + " at " + time(seen.change().at());
  }

  /** A start, stop, restart or scaling of an entity. */
  public static String operation(Evidence.ChangeSeen seen) {
    return "a " + seen.change().action() + " came at " + time(seen.change().at());
  }

  /** A release that isn't blamed. */
  public static String cleared(Evidence.ChangeSeen seen) {
    var change = seen.change();
    return "not blamed: %s of %s%s at %s%s"
        .formatted(
            change.action(),
            change.entity().name(),
            change.toVersion() == null ? "" : " to " + change.toVersion(),
            time(change.at()),
            change.reference() == null ? "" : " (" + change.reference() + ")");
  }

  /** One kind of error line, its text cut to what a person takes in. */
  public static String error(Evidence.LogSignature log) {
    var text = log.signature();
    int end =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text.length()
            : text.offsetByCodePoints(0, LONGEST);
    return "writes since %s, %s times: %s"
        .formatted(time(log.firstSeen()), log.during(), text.substring(0, end));
  }
}
