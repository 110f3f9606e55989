package io.countersign.demo;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/** The load of this machine, which starves a demo before it proves anything about the product. */
final class MachineLoad {
  /** Runnable processes a core, from which scrapes and probes come late. */
  private static final double TOO_MUCH = 2;

  private MachineLoad() {}

  /** What to tell of it; empty where it's no excuse. */
  static Optional<String> tooMuch() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return tooMuch(system.getSystemLoadAverage(), system.getAvailableProcessors());
  }

  static Optional<String> tooMuch(double load, int cores) {
    return load > TOO_MUCH * cores
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "This machine is busy (load %.0f on %d cores): what was measured may be that. Try"
                    + " again when it's quieter.",
                load,
                cores))
        : Optional.empty();
  }
}
