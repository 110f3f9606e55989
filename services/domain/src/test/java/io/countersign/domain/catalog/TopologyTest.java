package io.countersign.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static EntityId id(String name) {
    return EntityId.service("rig", name);
  }

  private static Relation calls(String from, String to) {
    return new Relation(Relation.Kind.CALLS, id(from), id(to));
  }

  private final Topology topology =
      new Topology(
          Stream.of("a", "b", "c").map(it -> new Entity(id(it), "team", 1, false)).toList(),
          List.of(calls("a", "b"), calls("b", "c"), calls("c", "a"), calls("d", "c")));

  @Test
  void distancesAreTheShortestEitherWay() {
    assertThat(topology.distance(id("a"), id("a"))).hasValue(0);
    assertThat(topology.distance(id("a"), id("b"))).hasValue(1);
    assertThat(topology.distance(id("a"), id("c"))).hasValue(1);
    assertThat(topology.distance(id("d"), id("b"))).hasValue(3);
    assertThat(topology.distance(id("a"), id("x"))).isEmpty();
  }

  @Test
  void aCycleEndsAndHoldsNobodyTwice() {
    assertThat(topology.below(id("a"))).containsOnlyKeys(id("b"), id("c"));
    assertThat(topology.above(id("a"))).containsOnlyKeys(id("c"), id("b"), id("d"));
  }

  @Test
  void relationsOfUndeclaredEntitiesAreKept() {
    assertThat(topology.entity(id("d"))).isEmpty();
    assertThat(topology.dependencies(id("d"))).containsExactly(id("c"));
    assertThat(topology.dependents(id("c"))).containsExactlyInAnyOrder(id("b"), id("d"));
  }

  @Test
  void whatItRunsOnIsNearestFirstAndNothingElse() {
    var host = new EntityId("host", "rig", "h1");
    var rack = new EntityId("rack", "rig", "r1");
    var stacked =
        new Topology(
            List.of(),
            List.of(
                calls("a", "b"),
                new Relation(Relation.Kind.RUNS_ON, host, rack),
                new Relation(Relation.Kind.RUNS_ON, id("a"), host)));
    assertThat(stacked.runsOn(id("a"))).containsExactly(host, rack);
    assertThat(stacked.runsOn(id("b"))).isEmpty();
  }
}
