package io.countersign.ledger.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL went wrong inside a transaction: the whole transaction is void. */
public final class SqlFailureException extends RuntimeException {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String LOCK_TIMEOUT = "55P03";
  private static final Set<String> VOIDED = Set.of("40001", "40P01");
  private static final String TRANSACTION_TIMEOUT = "25P04";

  /**
   * Classes and codes: a broken connection; nobody is let in any more; no such database; a standby,
   * which only reads; too many connections, no memory, a full disk; a lock that others hold; a
   * server that stops or starts; a failing machine.
   */
  private static final List<String> UNREACHABLE =
      List.of("08", "28", "3D", "25006", "53", LOCK_TIMEOUT, "57P", "58");

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

  /**
   * Whether the database can't be reached, or can't do it now: trying again later may help, trying
   * harder doesn't.
   */
  public static boolean isUnreachable(Throwable failure) {
    return find(failure).filter(SqlFailureException::isUnreachable).isPresent();
  }

  /**
   * Whether others who wrote at the same time made a transaction void: the same may succeed now.
   */
  public static boolean isVoidedByOthers(Throwable failure) {
    return find(failure).map(SQLException::getSQLState).filter(VOIDED::contains).isPresent();
  }

  /** Whether somebody else held a lock for longer than we wait. */
  public static boolean isLockedOut(Throwable failure) {
    return find(failure).map(SQLException::getSQLState).filter(LOCK_TIMEOUT::equals).isPresent();
  }

  /** Whether a transaction took longer than it may: less of it may succeed. */
  public static boolean isOverlong(Throwable failure) {
    return find(failure)
        .map(SQLException::getSQLState)
        .filter(TRANSACTION_TIMEOUT::equals)
        .isPresent();
  }

  /** Hikari's timeout has no state of its own, only that of what it failed at. */
  private static boolean isUnreachable(SQLException failure) {
    var state = failure.getSQLState();
    return state == null
        ? failure instanceof SQLTransientConnectionException
        : UNREACHABLE.stream().anyMatch(state::startsWith);
  }
}
