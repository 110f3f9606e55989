package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.Transactions;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The marks of what automations have told the outside. Each is committed at once and by itself, so
 * that nothing is told again when the transaction of an automation's token is aborted.
 */
final class ToldOutside {
  private static final String MARK =
      "insert into told_outside (automation, position, part) values (?, ?, ?) on conflict do"
          + " nothing";
  private static final String MARKED =
      "select 1 from told_outside where automation = ? and position = ? and part = ?";

  /** Those behind the token; of a dead letter only until it's taken or dropped. */
  private static final String PAST =
      """
      delete from told_outside where automation = ? and position < ?
      and position not in (select position from dead_letter where automation = ?)\
      """;

  private final Transactions own;

  ToldOutside(DataSource source) {
    this.own = new Transactions(source);
  }

  /** The same automation as one that is handed an event and what tells each part of it once. */
  Consumer<RecordedEvent> automation(String name, BiConsumer<RecordedEvent, OnceOnly> telling) {
    return event -> {
      long position = event.position();
      var _ = own.call(sql -> sql.execute(PAST, name, position, name));
      telling.accept(event, (part, action) -> once(name, position, part, action));
    };
  }

  private void once(String name, long position, String part, Runnable telling) {
    var told = own.call(sql -> sql.first(MARKED, _ -> true, name, position, part));
    if (told.isEmpty()) {
      telling.run();
      var _ = own.call(sql -> sql.execute(MARK, name, position, part));
    }
  }
}
