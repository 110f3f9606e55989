package io.countersign.connectors.memory;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source of the silences that it was given. Safe for use by many threads. */
public final class MemorySilenceSource extends MemoryConnection implements SilenceSource {
  private final List<Silence> silences = new CopyOnWriteArrayList<>();
  private volatile Set<String> integrations = Set.of();

  public MemorySilenceSource(String name) {
    super(name);
  }

  public void add(Silence silence) {
    silences.add(silence);
  }

  /** The silence with this id is over. */
  public void end(String id) {
    silences.removeIf(it -> it.id().equals(id));
  }

  /** It says that it delivers as these integrations. */
  public void deliverAs(String... names) {
    integrations = Set.of(names);
  }

  @Override
  public Set<String> integrations() {
    return integrations;
  }

  @Override
  public Outcome<List<Silence>> silences() {
    return unlessFailing(
        () ->
            Outcome.ok(
                silences.stream()
                    .filter(it -> it.state() != Silence.State.EXPIRED)
                    .sorted(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id))
                    .toList()));
  }
}
