package io.countersign.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.testing.TypeForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A snapshot is read as what it was written as: a state of another form has another revision, or a
 * long stream would go on from a state that lacks what its events say.
 */
class SnapshotFormTest {
  private static final Path GOLDEN = Path.of("src/test/resources/snapshots");

  static Stream<AggregateKind<?, ?, ?>> kinds() {
    return Capabilities.aggregates().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anotherFormIsAnotherRevision(AggregateKind<?, ?, ?> kind) throws IOException {
    var form = TypeForm.of(kind.states());
    var file = GOLDEN.resolve(kind.name() + "." + kind.revision() + ".txt");
    if (Boolean.getBoolean("countersign.regenerate") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, form);
    }
    assertThat(file).as("run once with -Dcountersign.regenerate=true").exists();
    assertThat(form)
        .as("the state of %s has another form: give its kind another revision", kind.name())
        .isEqualTo(Files.readString(file));
  }
}
