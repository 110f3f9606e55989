package io.countersign.ledger.intake;

import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The signed requests that were taken, each on one server and once. It lies outside of the record:
 * what came of a request stands there, under an id that follows from it.
 */
public final class TakenDeliveries {
  /** For longer than a signature is believed, whatever the clocks say. */
  public static final Duration KEPT = Duration.ofMinutes(15);

  private static final String TAKE =
      """
      insert into conversation_delivery (connection, delivery, taken_at)
      values (?, ?, ?) on conflict do nothing\
      """;

  private final Transactions transactions;

  /**
   * @param transactions that don't wait for the disk
   */
  public TakenDeliveries(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Takes one, and reads in the same transaction what it's about. Not waited for on disk: were it
   * lost with the database's last moments, what the request did stands in the record, and isn't
   * done again.
   *
   * @param delivery a digest that is the same for the same signed request only
   * @param reading reads over these transactions; it may be done twice
   * @return empty when it was taken before, here or on another server
   * @throws SqlFailureException when the database can't be asked
   */
  public <T> Optional<T> take(String connection, String delivery, Instant at, Supplier<T> reading) {
    // the same may come twice at once
    return transactions.callAnew(
        sql ->
            sql.execute(TAKE, connection, delivery, at) == 1
                ? Optional.of(reading.get())
                : Optional.empty());
  }

  /** Forgets those whose signature isn't believed any more. */
  public void forget(Instant now) {
    transactions.call(
        sql ->
            sql.execute("delete from conversation_delivery where taken_at < ?", now.minus(KEPT)));
  }
}
