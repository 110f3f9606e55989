package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.ledger.Blob;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.Set;

/**
 * A table in which a kind of aggregate keeps its states, instead of having them folded from events:
 * for a kind whose state says more than its events, or of which a batch may hold thousands. All
 * states of a batch are read at once before anything is decided, and written at once after; the
 * lock is held, so nothing changes in between.
 *
 * <p>A command to such a kind that leaves no event isn't looked up among those that were done
 * before: a repeat is its everyday traffic.
 */
public interface StateTable<S, C extends Command, E extends Event> {
  AggregateKind<S, C, E> kind();

  /**
   * Forgets the batch before and reads the states of the next one's aggregates.
   *
   * @param ids the targets of its commands
   */
  void load(Set<String> ids, SqlConnection sql);

  /**
   * The id of the aggregate that a command is about, after {@link #load}: where one state is behind
   * several aggregates, it tells which.
   */
  default String aggregate(C command, CommandContext context) {
    return command.target();
  }

  /** The state of an aggregate of the batch, as the batch has left it. */
  AggregateState<S, C, E> state(String id);

  /** Keeps what a decision left. */
  void changed(String id, S state, Instant at);

  /**
   * Takes over material that came with a command, and that none of its events names: whoever waits
   * for one that will, keeps it.
   *
   * @param target the command's
   */
  default void unnamed(String target, Blob blob) {}

  /** Writes what has changed. */
  void save(SqlConnection sql);
}
