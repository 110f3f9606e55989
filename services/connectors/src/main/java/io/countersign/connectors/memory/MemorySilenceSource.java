package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Tells the silences that it was given. Safe for use by many threads. */
public final class MemorySilenceSource implements SilenceSource {
  private final String name;
  private final List<Silence> silences = new CopyOnWriteArrayList<>();
  private volatile Outcome.@Nullable Failed<?> failing;

  public MemorySilenceSource(String name) {
    this.name = name;
  }

  public void add(Silence silence) {
    silences.add(silence);
  }

  /** Fails like this until it's given null. */
  public void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome<List<Silence>> silences() {
    var failed = failing;
    if (failed != null) {
      return failed.as();
    }
    return Outcome.ok(
        silences.stream()
            .filter(it -> it.state() != Silence.State.EXPIRED)
            .sorted(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id))
            .toList());
  }

  @Override
  public ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }
}
