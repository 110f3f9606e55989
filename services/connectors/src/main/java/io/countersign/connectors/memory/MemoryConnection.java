package io.countersign.connectors.memory;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection to nothing but memory, which works or fails as it's told. */
abstract class MemoryConnection implements Connection {
  private final String name;
  private volatile Outcome.@Nullable Failed<?> failing;

  MemoryConnection(String name) {
    this.name = name;
  }

  /** Fails like this until it's given null. */
  public final void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }

  /** The answer, if it isn't to fail. */
  final <T> Outcome<T> unlessFailing(Supplier<Outcome<T>> answer) {
    var failed = failing;
    return failed == null ? answer.get() : failed.as();
  }
}
