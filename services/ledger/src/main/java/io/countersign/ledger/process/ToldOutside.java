package io.countersign.ledger.process;

import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The marks of what automations tell the outside: claimed before it's told, so that two servers
 * don't both tell it, and kept after it. Each is committed at once and by itself, so that nothing
 * is told again when the transaction of an automation's token is aborted.
 *
 * <p>A claim that nobody made good is void after its lease, and what it stood for is told again: a
 * page twice is better than one that never comes.
 */
final class ToldOutside {
  /** For what comes beside the telling itself, on a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private static final String CLAIM =
      """
      insert into told_outside (automation, position, part, claimed_until)
      values (?, ?, ?, now() + ? * interval '1 millisecond')
      on conflict (automation, position, part) do update
      set at = now(), claimed_until = excluded.claimed_until
      where told_outside.claimed_until <= now()
      returning claimed_until\
      """;
  private static final String MARK =
      """
      insert into told_outside (automation, position, part) values (?, ?, ?)
      on conflict (automation, position, part) do update set at = now(), claimed_until = null\
      """;
  private static final String RELEASE =
      """
      delete from told_outside
      where automation = ? and position = ? and part = ? and claimed_until = ?\
      """;
  private static final String MARKED =
      """
      select 1 from told_outside
      where automation = ? and position = ? and part = ? and claimed_until is null\
      """;

  /**
   * Those behind the token; of a dead letter only once it's taken or dropped. A server that stood
   * still for less than a day finds what was told meanwhile.
   */
  private static final String PAST =
      """
      delete from told_outside
      where automation = ? and position < ? and at < now() - interval '1 day'
      and position not in (select position from dead_letter where automation = ?)\
      """;

  /** One thing to be told. */
  private record Part(String automation, long position, String name) {}

  private final Transactions own;

  ToldOutside(DataSource source) {
    this.own = new Transactions(source);
  }

  /**
   * A claim's: longer than telling can take, so that nobody tells what another one is telling; and
   * no longer than it must be, since what a server died of waits for its end.
   *
   * @param longest that telling one part may take
   */
  static Duration lease(Duration longest) {
    return longest.plus(MARGIN);
  }

  /**
   * The same automation as one that is handed an event and what tells each part of it once.
   *
   * @param lease how long others wait for who began to tell and didn't come back
   */
  Consumer<RecordedEvent> automation(
      String name, Duration lease, BiConsumer<RecordedEvent, OnceOnly> telling) {
    var swept = new AtomicReference<>(Instant.MIN);
    return event -> {
      sweep(name, event, swept);
      telling.accept(
          event, (part, action) -> once(new Part(name, event.position(), part), lease, action));
    };
  }

  /** By the events' own time: it looks at a day's marks, and before each event that adds up. */
  private void sweep(String name, RecordedEvent event, AtomicReference<Instant> swept) {
    if (swept.get().isBefore(event.at().minus(BETWEEN_SWEEPS))) {
      execute(PAST, name, event.position(), name);
      swept.set(event.at());
    }
  }

  private void once(Part part, Duration lease, Runnable telling) {
    var claim =
        own.call(
            sql ->
                sql.first(
                    CLAIM,
                    row -> row.instant("claimed_until"),
                    part.automation,
                    part.position,
                    part.name,
                    lease.toMillis()));
    if (claim.isPresent()) {
      tell(part, claim.get(), telling);
    } else if (!isTold(part)) {
      throw new IllegalStateException("another server is about to tell it, or died of it");
    }
  }

  private void tell(Part part, Instant claim, Runnable telling) {
    boolean told = false;
    try {
      telling.run();
      told = true;
    } finally {
      if (told) {
        execute(MARK, part.automation, part.position, part.name);
      } else {
        execute(RELEASE, part.automation, part.position, part.name, claim);
      }
    }
  }

  private boolean isTold(Part part) {
    return own.call(sql -> sql.exists(MARKED, part.automation, part.position, part.name));
  }

  private void execute(String statement, Object... values) {
    var _ = own.call(sql -> sql.execute(statement, values));
  }
}
