package io.countersign.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionAgreementTest {
  @Test
  void theSameGroupsUnderOtherNamesAgreeInEverything() {
    var same = PartitionAgreement.compare(List.of("x", "x", "y"), List.of("a", "a", "b"));
    assertThat(same.f1()).isEqualTo(1);
    assertThat(same.adjustedRand()).isEqualTo(1);
    assertThat(same.normalisedMutualInformation()).isCloseTo(1, within(1e-9));
    assertThat(same.compression()).isCloseTo(1 / 3.0, within(1e-9));
  }

  /** Computed by hand. */
  @Test
  void oneThingInTheWrongGroup() {
    var off = PartitionAgreement.compare(List.of("x", "x", "x", "y"), List.of("a", "a", "b", "b"));
    assertThat(off.precision()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(off.recall()).isEqualTo(.5);
    assertThat(off.f1()).isCloseTo(.4, within(1e-9));
    assertThat(off.adjustedRand()).isCloseTo(0, within(1e-9));
    assertThat(off.normalisedMutualInformation()).isCloseTo(.3437, within(1e-4));
  }

  @Test
  void oneGroupForAllTellsNothing() {
    var all = PartitionAgreement.compare(List.of("x", "x", "x", "x"), List.of("a", "a", "b", "b"));
    assertThat(all.recall()).isEqualTo(1);
    assertThat(all.adjustedRand()).isCloseTo(0, within(1e-9));
    assertThat(all.normalisedMutualInformation()).isCloseTo(0, within(1e-9));
  }
}
