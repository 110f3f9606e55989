package io.countersign.ledger.postgres;

import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/** SQL went wrong inside a transaction: the whole transaction is void. */
public final class SqlFailureException extends RuntimeException {
  private static final String UNIQUE_VIOLATION = "23505";

  /** Axon's own resolver knows an exception class that this driver never throws. */
  public static final PersistenceExceptionResolver DUPLICATE_KEY =
      e -> find(e).map(SQLException::getSQLState).filter(UNIQUE_VIOLATION::equals).isPresent();

  public SqlFailureException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** The database's own complaint, wherever it lies in the chain of causes. */
  public static Optional<SQLException> find(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
