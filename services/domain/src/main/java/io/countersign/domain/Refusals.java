package io.countersign.domain;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The way in which every capability puts its refusals on record: once per principal, code and
 * minute ({@link RecentRefusals}). Deciders only refuse; where there is no stream yet, nothing is
 * recorded.
 */
public final class Refusals {
  /**
   * Somebody's try at a command.
   *
   * @param command the command's simple name
   */
  public record Attempt(PrincipalId by, String command, Instant at) {
    public static Attempt of(Command command, CommandContext context) {
      return by(context.actor().id(), command, context);
    }

    public static Attempt by(PrincipalId who, Command command, CommandContext context) {
      return new Attempt(who, command.getClass().getSimpleName(), context.at());
    }
  }

  /**
   * The constructor of a capability's {@link RefusalEvent}.
   *
   * @param <I> the id of what the command was about
   */
  @FunctionalInterface
  public interface OnRecord<I, E extends Event> {
    E event(I about, RefusalCode code, PrincipalId by, String command, Instant at);
  }

  private Refusals() {}

  /**
   * Of a command about one thing.
   *
   * @param recent those of that thing; null where there is none, on which a refusal could lie
   */
  public static <I, E extends Event> Decision<E> recorded(
      Decision<E> decision,
      @Nullable RecentRefusals recent,
      Attempt attempt,
      I about,
      OnRecord<I, E> event) {
    return recent == null
        ? decision
        : recorded(
            decision,
            recent,
            attempt,
            (code, it) -> event.event(about, code, it.by(), it.command(), it.at()));
  }

  /**
   * @param event makes the capability's {@link RefusalEvent}
   * @return the decision as it is unless it refuses and records nothing of its own
   */
  public static <E extends Event> Decision<E> recorded(
      Decision<E> decision,
      RecentRefusals recent,
      Attempt attempt,
      BiFunction<RefusalCode, Attempt, E> event) {
    if (!(decision.answer() instanceof Answer.Refused refused)
        || !decision.events().isEmpty()
        || recent.holds(attempt.by(), refused.code(), attempt.at())) {
      return decision;
    }
    return Decision.refused(refused, List.of(event.apply(refused.code(), attempt)));
  }
}
