package io.countersign.ledger.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL went wrong inside a transaction: the whole transaction is void. */
public final class SqlFailureException extends RuntimeException {
  private static final String UNIQUE_VIOLATION = "23505";

  public SqlFailureException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Five characters of the SQL standard; empty where the failure has none. */
  public String state() {
    return find(this).map(SQLException::getSQLState).orElse("");
  }

  /** The database's own complaint, wherever it lies in the chain of causes. */
  private static Optional<SQLException> find(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  /** Whether a failure is the database's doing, and not that of who decided. */
  public static boolean isCauseOf(Throwable failure) {
    return find(failure).isPresent();
  }

  /** Whether a failure came of a key that was there already. */
  public static boolean isDuplicateKey(Throwable failure) {
    return find(failure)
        .map(SQLException::getSQLState)
        .filter(UNIQUE_VIOLATION::equals)
        .isPresent();
  }

  /** Whether the database can't be reached: trying again later may help. */
  public static boolean isUnreachable(Throwable failure) {
    return find(failure).filter(SqlFailureException::isUnreachable).isPresent();
  }

  /** Class 08 is a broken connection, 57P a server that stops; Hikari's timeout has no state. */
  private static boolean isUnreachable(SQLException failure) {
    var state = failure.getSQLState();
    return state == null
        ? failure instanceof SQLTransientConnectionException
        : state.startsWith("08") || state.startsWith("57P");
  }
}
