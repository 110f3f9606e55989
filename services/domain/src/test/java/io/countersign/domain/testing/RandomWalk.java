package io.countersign.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Property runs: random commands, seeded, and after each of them the state is legal, folding the
 * recorded events from the start gives the same state, and the same command in the same context
 * records nothing more.
 *
 * @param commands makes the next command
 * @param contexts makes its context
 * @param legal asserts whatever must always hold of a state
 * @param onceOnly which commands record nothing when repeated
 */
public record RandomWalk<S, E extends Event, C extends Command>(
    DeciderSpec<S, E, C> spec,
    Function<Random, C> commands,
    Function<Random, CommandContext> contexts,
    Consumer<S> legal,
    Predicate<C> onceOnly) {
  /**
   * Walks once for each seed from 1 to {@code seeds}, and ten times as many if it's to be thorough.
   *
   * @param fresh begins a walk: nothing is left of those before it, or a seed alone wouldn't fail
   * @return the kinds of event that occurred: a walk that never gets anywhere proves nothing
   */
  public static Set<Class<?>> walk(int seeds, int steps, Supplier<RandomWalk<?, ?, ?>> fresh) {
    var kinds = new HashSet<Class<?>>();
    Cases.each(
        seeds,
        10 * seeds,
        seed ->
            fresh
                .get()
                .walk(new Random(seed), steps)
                .forEach(event -> kinds.add(event.getClass())));
    return kinds;
  }

  private List<E> walk(Random random, int steps) {
    var history = new ArrayList<E>();
    var state = spec.initial;
    for (int i = 0; i < steps; i++) {
      var command = commands.apply(random);
      var context = contexts.apply(random);
      for (var event : spec.decide.decide(state, command, context).events()) {
        history.add(event);
        state = spec.evolve.apply(state, event);
      }
      legal.accept(state);
      if (onceOnly.test(command)) {
        assertThat(spec.decide.decide(state, command, context).events())
            .as("%s", command)
            .isEmpty();
      }
    }
    assertThat(spec.fold(history)).isEqualTo(state);
    return history;
  }
}
