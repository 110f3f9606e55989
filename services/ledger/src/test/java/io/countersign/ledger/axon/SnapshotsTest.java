package io.countersign.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.access.Access;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.remediation.Remediation;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.testing.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state comes back from its snapshot as it went in. */
class SnapshotsTest {
  static Stream<Class<?>> states() {
    return Stream.of(Access.class, Incident.class, Remediation.class)
        .flatMap(SnapshotsTest::records);
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
    var kind =
        Stream.of(Access.class, Incident.class, Remediation.class)
            .filter(it -> it.isAssignableFrom(type))
            .findFirst()
            .orElseThrow();
    assertThat((Object) DomainJson.read(DomainJson.write(state), kind)).isEqualTo(state);
  }
}
