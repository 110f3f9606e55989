package io.countersign.server.temporal;

import java.time.InstantSource;
import java.util.List;

/**
 * The sweep that starts or pokes each loop whose due time has passed (invariant 17): after a
 * restart, after Temporal has lost everything, or when a poke went astray.
 */
final class LoopSweep {
  private final List<LoopType> types;
  private final TemporalEngine engine;
  private final InstantSource clock;

  LoopSweep(List<LoopType> types, TemporalEngine engine, InstantSource clock) {
    this.types = List.copyOf(types);
    this.engine = engine;
    this.clock = clock;
  }

  void pokeDue() {
    var now = clock.instant();
    for (var type : types) {
      type.due().apply(now).forEach(id -> engine.poke(type.workflow(), id));
    }
  }
}
