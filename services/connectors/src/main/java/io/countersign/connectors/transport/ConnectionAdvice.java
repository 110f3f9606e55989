package io.countersign.connectors.transport;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;

/** The advice to an operator about a connection that doesn't work. */
public final class ConnectionAdvice {
  private ConnectionAdvice() {}

  public static ConnectionHealth about(Outcome.Failed<?> failed) {
    return ConnectionHealth.broken(failed.message(), advice(failed.code()));
  }

  /**
   * The same of a connection whose address stands under another key.
   *
   * @param key of its address, such as {@code apiUrl}
   */
  public static ConnectionHealth about(Outcome.Failed<?> failed, String key) {
    var advice = advice(failed.code()).replace("`url`", "`" + key + "`");
    return ConnectionHealth.broken(failed.message(), advice);
  }

  static String advice(FailureCode code) {
    return switch (code) {
      case UNREACHABLE -> "Start what should listen there, or correct `url` in the configuration.";
      case TIMEOUT -> "Find out why it is slow, or raise `timeoutSeconds`.";
      case UNAUTHORISED -> "Put a valid credential where the configured reference points to.";
      case NOT_FOUND -> "Correct the path in `url`: nothing answers there.";
      case REFUSED -> "Compare the configured request with what the other side expects.";
      case BAD_ANSWER -> "Check that `url` names the right program, and look into its log.";
      case CONTENT_CHANGED -> "Find out who changed what would run.";
      case STALE -> "Look at the target: it isn't in the expected state any more.";
      case UNHEALTHY -> "Look at the target: it isn't healthy after what was done.";
      case DRY_RUN_ACTED ->
          "Look at the target, and set `dryRun` of the action so that it changes nothing, or to"
              + " false.";
      case OUTPUT_TOO_LARGE ->
          "Have the playbook's tasks write less: `no_log`, no `debug` of what was registered,"
              + " `diff: false`.";
      case WAITING -> "Have people in that system do what it waits for.";
      case CONTENT_UNBOUND ->
          "Keep what the playbook reads in its `directory`, name it in `config` as a path of roles,"
              + " collections, modules or plug-ins, or name it as `unbound`.";
    };
  }
}
