package io.countersign.ledger.axon;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One kind of aggregate: its vocabulary, its decider, and how its state follows from events.
 *
 * @param name as stored in {@code event.aggregate_type}
 * @param revision of the state's form; a snapshot of another revision is ignored
 * @param target the id of the aggregate that an event is about, as text
 * @param settle the state after a decision
 */
public record AggregateKind<S, C extends Command, E extends Event>(
    String name,
    String revision,
    Class<C> commands,
    Class<E> events,
    Class<S> states,
    S initial,
    Decider<S, C, E> decider,
    BiFunction<S, E, S> evolve,
    Function<E, String> target,
    Settlement<S, C, E> settle) {
  /** A decision of the domain. */
  @FunctionalInterface
  public interface Decider<S, C extends Command, E extends Event> {
    Decision<E> decide(S state, C command, CommandContext context);
  }

  /** The state after a decision, where it's more than what the events say. */
  @FunctionalInterface
  public interface Settlement<S, C extends Command, E extends Event> {
    /**
     * @param before the state that was decided on
     * @param evolved the same after the decision's events
     */
    S after(S before, S evolved, C command, CommandContext context, Decision<E> decision);
  }

  /** A kind whose state says what its events say, and nothing else. */
  public AggregateKind(
      String name,
      String revision,
      Class<C> commands,
      Class<E> events,
      Class<S> states,
      S initial,
      Decider<S, C, E> decider,
      BiFunction<S, E, S> evolve,
      Function<E, String> target) {
    this(
        name,
        revision,
        commands,
        events,
        states,
        initial,
        decider,
        evolve,
        target,
        (_, evolved, _, _, _) -> evolved);
  }

  /** Events of other kinds are a broken record. */
  public S evolved(S before, Event event) {
    return evolve.apply(before, events.cast(event));
  }
}
