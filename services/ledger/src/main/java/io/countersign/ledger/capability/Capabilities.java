package io.countersign.ledger.capability;

import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.codec.Vocabularies;
import java.util.List;
import java.util.stream.Stream;

/** Every capability of this installation, in the order in which they are listed. */
public final class Capabilities {
  private static final List<Capability> ALL =
      Vocabularies.all().stream()
          .flatMap(it -> it instanceof Capability capability ? Stream.of(capability) : Stream.of())
          .toList();

  private Capabilities() {}

  public static List<Capability> all() {
    return ALL;
  }

  public static List<AggregateKind<?, ?, ?>> aggregates() {
    return ALL.stream().<AggregateKind<?, ?, ?>>flatMap(it -> it.aggregates().stream()).toList();
  }

  /**
   * @param quorum the witnesses that this server's policy asks for, in words
   */
  public static BatchParts batchParts(String quorum) {
    return BatchParts.joined(ALL.stream().map(it -> it.batchParts(quorum)).toList());
  }

  public static List<View> views() {
    return ALL.stream().flatMap(it -> it.views().stream()).toList();
  }
}
