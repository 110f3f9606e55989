package io.countersign.domain.diagnosis.scoring;

import static io.countersign.domain.testing.Estate.smoothed;

import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.testing.Estate;
import java.util.function.DoubleUnaryOperator;

/** Faults in the shop that several tests look at, each from its own side. */
final class EstateScenes {
  private EstateScenes() {}

  /** A release of checkout-api that fails most requests, and frontend's with them. */
  static Estate badRelease() {
    return Estate.shop()
        .release("checkout-api", "CHG-1005", "1.5.0", -0.6)
        .fails("checkout-api", 0.6, 0)
        .fails("frontend", 0.6, 0)
        .alerts("checkout-api", "frontend");
  }

  /** The inventory is gone, and checkout-api fails without it. */
  static Estate crash() {
    return Estate.shop().gone("inventory", 0).fails("checkout-api", 1, 0).alerts("checkout-api");
  }

  /** Four and a half times the requests that search-web is used to. */
  static Estate surge() {
    return Estate.shop()
        .signal("search-web", Signal.RATE, smoothed(t -> t >= 0 ? 27 : 6))
        .signal("search-web", Signal.SATURATION, smoothed(t -> t >= 0 ? 2.25 : 0.5))
        .signal("search-web", Signal.LATENCY, t -> t >= 3 ? 1 : 0.05)
        .fails("search-web", 0.55, 2)
        .alerts("search-web");
  }

  /** Since its release checkout-api asks the inventory for five times as much. */
  static Estate stampede() {
    return Estate.shop()
        .release("checkout-api", "CHG-7", "1.5.0", -4)
        .signal("inventory", Signal.RATE, smoothed(t -> t >= 0 ? 40 : 8))
        .signal("inventory", Signal.SATURATION, smoothed(t -> t >= 0 ? 1.2 : 0.3))
        .signal("inventory", Signal.LATENCY, t -> t >= 3 ? 1.5 : 0.05)
        .alerts("inventory");
  }

  /** Two dependencies of checkout-api that fail alike, and nothing to tell them apart. */
  static Estate twoThatFailAlike() {
    return Estate.shop()
        .fails("payments", 0.5, 0)
        .fails("inventory", 0.5, 0)
        .fails("checkout-api", 0.7, 0)
        .alerts("checkout-api");
  }

  /** A bad release of payments, and a crash that has nothing to do with it; nobody alerts. */
  static Estate twoApart() {
    return Estate.shop()
        .release("payments", "CHG-1012", "5.3.0", -1)
        .fails("payments", 0.5, 0)
        .fails("checkout-api", 0.5, 0)
        .gone("search-index", 2)
        .fails("search-web", 1, 2);
  }

  /** Two services that use one provider fail within a second. */
  static Estate twoUsersOfOneProvider() {
    return Estate.shop()
        .calls("inventory", "provider")
        .calls("payments", "provider")
        .fails("inventory", 0.6, 0)
        .fails("payments", 0.6, 1);
  }

  /** Errors of a service that runs out of something: two more of a hundred each second. */
  static DoubleUnaryOperator creepingErrors() {
    return smoothed(t -> Math.clamp(0.02 * t, 0, 0.8));
  }
}
