package io.countersign.domain.incident.title;

import io.countersign.domain.Decimal;
import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.diagnosis.ObservedHealth.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The words for what an entity was seen to do. */
final class SymptomWords {
  private static final MathContext TWO = new MathContext(2);

  private SymptomWords() {}

  /** The order in which they matter to users. */
  static int rank(State state) {
    return switch (state) {
      case DOWN -> 0;
      case FAILING -> 1;
      case SLOW -> 2;
      case WRITING_ERRORS -> 3;
      case RESTARTING -> 4;
      case SATURATED -> 5;
      case REDUCED -> 6;
      case VANISHED -> 7;
      case REPORTED, UNREADABLE, WELL -> 8;
    };
  }

  /** Whether who calls it notices, as far as that was measured. */
  static boolean isFelt(State state) {
    return switch (state) {
      case DOWN, FAILING, SLOW -> true;
      case WRITING_ERRORS, RESTARTING, SATURATED, REDUCED, VANISHED -> false;
      case REPORTED, UNREADABLE, WELL -> false;
    };
  }

  /** Whether there are words for it that say more than an alert. */
  static boolean isTelling(State state) {
    return rank(state) < rank(State.WELL);
  }

  static double worst(ObservedHealth seen) {
    return seen.worst() == null ? 0 : Decimal.number(seen.worst());
  }

  static String of(ObservedHealth seen, TitleFacts facts) {
    boolean users = facts.entryPoints().contains(seen.entity());
    boolean over = facts.over() || !seen.lasts();
    return TitleText.name(seen.entity()) + " " + verb(seen, users ? " for its users" : "", over);
  }

  private static String verb(ObservedHealth seen, String users, boolean over) {
    var be = over ? "was" : "is";
    return switch (seen.state()) {
      case DOWN -> be + " down";
      case FAILING -> (over ? "failed" : "fails") + users + share(seen, "requests");
      case SLOW -> be + " slow" + users + duration(seen);
      case WRITING_ERRORS -> (over ? "wrote" : "writes") + " new errors";
      case RESTARTING -> (over ? "restarted" : "restarts") + " by itself";
      case SATURATED -> be + " loaded" + share(seen, "its capacity");
      case REDUCED -> (over ? "ran" : "runs") + " with fewer replicas than usual";
      case VANISHED -> (over ? "wasn't measured" : "isn't measured any more");
      case REPORTED, UNREADABLE, WELL -> be + " affected";
    };
  }

  private static String bracketed(String amount) {
    return amount.isEmpty() ? "" : " (" + amount + ")";
  }

  /** Never more than it was: 99.6 % isn't all. */
  private static String share(ObservedHealth seen, String of) {
    double share = worst(seen);
    if (!Double.isFinite(share) || share <= 0) {
      return "";
    }
    var percent = BigDecimal.valueOf(share).movePointRight(2);
    var text =
        percent.compareTo(BigDecimal.ONE) < 0
            ? "under 1 %"
            : "up to " + percent.setScale(0, RoundingMode.DOWN).toPlainString() + " %";
    return bracketed(text + " of " + of);
  }

  private static String duration(ObservedHealth seen) {
    double seconds = worst(seen);
    if (!Double.isFinite(seconds) || seconds <= 0) {
      return "";
    }
    var exact = BigDecimal.valueOf(seconds);
    var text = seconds < 1 ? text(exact.movePointRight(3)) + " ms" : text(exact) + " s";
    return bracketed("up to " + text);
  }

  private static String text(BigDecimal value) {
    return value.round(TWO).stripTrailingZeros().toPlainString();
  }
}
