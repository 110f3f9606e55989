package io.countersign.connectors.transport;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;

/** The advice to an operator about a connection that doesn't work. */
public final class ConnectionAdvice {
  private ConnectionAdvice() {}

  public static ConnectionHealth about(Outcome.Failed<?> failed) {
    return ConnectionHealth.broken(failed.message(), advice(failed));
  }

  private static String advice(Outcome.Failed<?> failed) {
    return switch (failed.code()) {
      case UNREACHABLE -> "Start what should listen there, or correct `url` in the configuration.";
      case TIMEOUT -> "Find out why it is slow, or raise `timeoutSeconds`.";
      case UNAUTHORISED -> "Put a valid credential where the configured reference points to.";
      case NOT_FOUND -> "Correct the path in `url`: nothing answers there.";
      case REFUSED -> "Compare the configured request with what the other side expects.";
      case BAD_ANSWER -> "Check that `url` names the right program, and look into its log.";
      case CONTENT_CHANGED -> "Find out who changed what would run.";
      case STALE, UNHEALTHY, DRY_RUN_ACTED, OUTPUT_TOO_LARGE, CONTENT_UNBOUND ->
          "Look at the target.";
    };
  }
}
