package io.countersign.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.testing.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state comes back from its snapshot as it went in. */
class SnapshotsTest {
  static Stream<Class<?>> states() {
    return kinds().flatMap(SnapshotsTest::records);
  }

  private static Stream<Class<?>> kinds() {
    return Capabilities.aggregates().stream().map(AggregateKind::states);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(SnapshotsTest::records)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("states")
  void comesBackAsItWent(Class<?> type) {
    var state = Samples.of(type);
    var kind = kinds().filter(it -> it.isAssignableFrom(type)).findFirst().orElseThrow();
    assertThat((Object) DomainJson.read(DomainJson.write(state), kind)).isEqualTo(state);
  }
}
