package io.countersign.domain.catalog;

import static io.countersign.domain.testing.CatalogFixtures.calls;
import static io.countersign.domain.testing.CatalogFixtures.entity;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private final Topology topology =
      new Topology(
          Stream.of("a", "b", "c").map(it -> entity(it, 1)).toList(),
          List.of(calls("a", "b"), calls("b", "c"), calls("c", "a"), calls("d", "c")));

  @Test
  void distancesAreTheShortestEitherWay() {
    assertThat(topology.distance(service("a"), service("a"))).hasValue(0);
    assertThat(topology.distance(service("a"), service("b"))).hasValue(1);
    assertThat(topology.distance(service("a"), service("c"))).hasValue(1);
    assertThat(topology.distance(service("d"), service("b"))).hasValue(3);
    assertThat(topology.distance(service("a"), service("x"))).isEmpty();
  }

  @Test
  void aCycleEndsAndHoldsNobodyTwice() {
    assertThat(topology.below(service("a"))).containsOnlyKeys(service("b"), service("c"));
    assertThat(topology.above(service("a")))
        .containsOnlyKeys(service("c"), service("b"), service("d"));
  }

  @Test
  void relationsOfUndeclaredEntitiesAreKept() {
    assertThat(topology.entity(service("d"))).isEmpty();
    assertThat(topology.dependencies(service("d"))).containsExactly(service("c"));
    assertThat(topology.dependents(service("c")))
        .containsExactlyInAnyOrder(service("b"), service("d"));
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
                new Relation(Relation.Kind.RUNS_ON, service("a"), host)));
    assertThat(stacked.runsOn(service("a"))).containsExactly(host, rack);
    assertThat(stacked.runsOn(service("b"))).isEmpty();
  }
}
