package io.countersign.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import io.countersign.domain.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A decider as its specification reads: {@code given(events).when(command, context).then(events)}.
 *
 * @param <S> state
 * @param <E> events
 * @param <C> commands
 */
@SuppressWarnings("varargs") // events are only read
public final class DeciderSpec<S, E extends Event, C extends Command> {
  /** A decider's one method. */
  @FunctionalInterface
  public interface Decide<S, E extends Event, C extends Command> {
    Decision<E> decide(S state, C command, CommandContext context);
  }

  final S initial;
  final BiFunction<S, E, S> evolve;
  final Decide<S, E, C> decide;

  private DeciderSpec(S initial, BiFunction<S, E, S> evolve, Decide<S, E, C> decide) {
    this.initial = initial;
    this.evolve = evolve;
    this.decide = decide;
  }

  public static <S, E extends Event, C extends Command> DeciderSpec<S, E, C> of(
      S initial, BiFunction<S, E, S> evolve, Decide<S, E, C> decide) {
    return new DeciderSpec<>(initial, evolve, decide);
  }

  /** The state after these events. */
  public S fold(List<? extends E> events) {
    var state = initial;
    for (var event : events) {
      state = evolve.apply(state, event);
    }
    return state;
  }

  @SafeVarargs
  public final Given given(E... events) {
    return new Given(List.of(events));
  }

  public Given given(List<? extends E> events) {
    return new Given(List.copyOf(events));
  }

  /** What happened before. */
  public final class Given {
    private final List<E> history;

    private Given(List<E> history) {
      this.history = history;
    }

    public S state() {
      return fold(history);
    }

    /** With further events. */
    @SafeVarargs
    public final Given and(E... events) {
      var longer = new ArrayList<>(history);
      longer.addAll(List.of(events));
      return new Given(List.copyOf(longer));
    }

    /** With whatever this command records; it must not be refused. */
    public Given after(C command, CommandContext context) {
      var decision = decide.decide(state(), command, context);
      assertThat(decision.answer()).isNotInstanceOf(Answer.Refused.class);
      return with(decision);
    }

    /** With whatever this refused command records. */
    public Given afterRefusal(C command, CommandContext context) {
      var decision = decide.decide(state(), command, context);
      assertThat(decision.answer()).isInstanceOf(Answer.Refused.class);
      return with(decision);
    }

    public When when(C command, CommandContext context) {
      var decision = decide.decide(state(), command, context);
      with(decision).state();
      return new When(decision);
    }

    private Given with(Decision<E> decision) {
      var longer = new ArrayList<>(history);
      longer.addAll(decision.events());
      return new Given(List.copyOf(longer));
    }
  }

  /** What was decided; folding its events has not thrown. */
  public final class When {
    private final Decision<E> decision;

    private When(Decision<E> decision) {
      this.decision = decision;
    }

    public Decision<E> decision() {
      return decision;
    }

    /** It was done, with exactly these events. */
    @SafeVarargs
    public final void then(E... events) {
      assertThat(decision.answer()).isEqualTo(new Answer.Done());
      assertThat(decision.events()).containsExactly(events);
    }

    /** It was so already: no event. */
    public void thenUnchanged() {
      assertThat(decision.answer()).isEqualTo(new Answer.Unchanged());
      assertThat(decision.events()).isEmpty();
    }

    /** It was refused with this code and in these words, whether recorded or not. */
    public When thenRefused(RefusalCode code, String... words) {
      assertThat(decision.answer())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.why()).isNotBlank();
                assertThat(words).allMatch(refused.why()::contains, refused.why());
              });
      return this;
    }

    /** ... and exactly these events were recorded; none for a coalesced refusal. */
    @SafeVarargs
    public final void recording(E... events) {
      assertThat(decision.events()).containsExactly(events);
    }
  }
}
