package io.countersign.server.config;

import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.postgres.EngineClaim;
import org.jspecify.annotations.Nullable;

/** The claim of this server on its database, as long as it runs; none on an embedded one. */
final class EngineOwnership implements AutoCloseable {
  private static final int REFUSED = 2;

  private final @Nullable EngineClaim claim;

  private EngineOwnership(@Nullable EngineClaim claim) {
    this.claim = claim;
  }

  static EngineOwnership take(LedgerSettings settings, Installation installation) {
    return new EngineOwnership(
        switch (settings) {
          case LedgerSettings.Embedded _ -> null;
          case LedgerSettings.External external ->
              EngineClaim.take(
                  external,
                  installation.engine(),
                  !installation.temporalAddress().isEmpty(),
                  EngineOwnership::leave);
        });
  }

  /** In a thread of its own: the end waits for the one that found it out. */
  private static void leave() {
    Thread.ofPlatform().name("another-server").start(() -> System.exit(REFUSED));
  }

  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
  }
}
