package io.countersign.bench.gate;

import java.util.function.LongFunction;

/** One run in whichever class loader this is of: only the JDK's types go in and out. */
public final class UngatedStart implements LongFunction<String> {
  @Override
  public String apply(long seed) {
    var mishap = GateRun.of(seed, false).mishap();
    return mishap != null && mishap.kind() == Mishap.Kind.UNGATED ? mishap.text() : "";
  }
}
