package io.countersign.domain.planning;

import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CapacitySizingTest {
  private static final CapacitySizing SIZING =
      new CapacitySizing("replicas", "maxReplicas", 10, "0.8", "0.9");
  private final List<String> problems = new ArrayList<>();

  @Test
  void theLoadIsSharedSoThatEachIsLoadedAsWanted() {
    assertThat(wanted("1", "6", 2.25)).hasValue(3); // 2.25 / 0.8 = 2.8
    assertThat(wanted("2", "6", 1.2)).hasValue(3); // 2.4 / 0.8 is 3 to the point
    assertThat(wanted("4", "6", 0.96)).hasValue(5);
    assertThat(problems).isEmpty();
  }

  @Test
  void neverFewerThanNowAndNothingWhereThoseOfNowAreEnough() {
    assertThat(wanted("3", "6", 0.3)).isEmpty();
    assertThat(wanted("3", "6", 0.8)).isEmpty();
    assertThat(problems)
        .containsExactly(
            "replicas 3 is enough for a saturation of 0.3",
            "replicas 3 is enough for a saturation of 0.8");
  }

  @Test
  void theMaximumIsWorthItWhileItsLoadStaysTolerable() {
    assertThat(wanted("1", "6", 5.2)).hasValue(6); // 7 are wanted; 6 are loaded to 0.867
    assertThat(wanted("1", "6", 5.4)).isEmpty(); // to 0.9
    assertThat(problems)
        .containsExactly("it takes replicas 7, there may be 6, and those would be loaded to 0.9");
  }

  @Test
  void whoIsAtTheMaximumAlreadyIsNotScaled() {
    assertThat(wanted("6", "6", 0.85)).isEmpty();
    assertThat(problems).hasSize(1);
  }

  @Test
  void withoutAMaximumOfTheTargetTheRunbooksOwnHolds() {
    assertThat(SIZING.wanted(state(Map.of("replicas", "1")), now(7.9), problems)).hasValue(10);
    assertThat(SIZING.wanted(state(Map.of("replicas", "1")), now(9.1), problems)).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    assertThat(wanted("many", "6", 2.25)).isEmpty();
    assertThat(wanted("1", "?", 2.25)).isEmpty();
    assertThat(SIZING.wanted(state(Map.of("replicas", "1")), SignalMeasurement.NOTHING, problems))
        .isEmpty();
    assertThat(problems)
        .containsExactly(
            "service/rig/checkout-api tells no number of replicas",
            "service/rig/checkout-api tells no number of maxReplicas",
            "how loaded it is can't be measured just now");
  }

  private OptionalInt wanted(String replicas, String most, double saturation) {
    var observed = state(Map.of("replicas", replicas, "maxReplicas", most));
    return SIZING.wanted(observed, now(saturation), problems);
  }

  private static TargetState state(Map<String, String> fields) {
    return new TargetState(CHECKOUT, fields);
  }

  private static SignalMeasurement now(double saturation) {
    return new SignalMeasurement(OptionalDouble.of(saturation), OptionalDouble.empty(), 0);
  }
}
