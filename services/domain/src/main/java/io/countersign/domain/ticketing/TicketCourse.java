package io.countersign.domain.ticketing;

import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The course of one linked ticket: what is done next, and why. What came from there is looked at
 * before anything is written there, so that nothing is written over that nobody saw.
 */
public final class TicketCourse {
  /** One thing to do. */
  public sealed interface Step {
    /** The ticket is to be created, or found by its key. */
    record Create() implements Step {}

    /** The ticket is to be read again: it was changed here since that was done last. */
    record Look() implements Step {}

    /** Somebody's change is to be taken, or shown. */
    record Take(String field, FieldState.Waiting change) implements Step {}

    /** Somebody's comment is to be noted. */
    record Note(CommentReceived comment) implements Step {}

    /**
     * Fields are to be written, all at once.
     *
     * @param from what is agreed on of each now
     */
    record Write(Map<String, Agreement> values, Map<String, Agreement> from) implements Step {
      public Write {
        values = Map.copyOf(values);
        from = Map.copyOf(from);
      }
    }

    /**
     * It's to be put on record that a value of ours isn't taken there.
     *
     * @param from what is agreed on now
     */
    record Leave(String field, Agreement wanted, Agreement from, NotTaken why) implements Step {}

    /** Something is to be said on the ticket, by its key. */
    record Say(String key) implements Step {}

    /**
     * Nothing is to be done.
     *
     * @param until when it's looked at again whatever happens; null where only what happens counts
     */
    record Rest(@Nullable Instant until, String why) implements Step {}
  }

  private TicketCourse() {}

  /**
   * @param ours by our names, all that the rules name
   * @param sayings keys of what is to be said on the ticket, in order, said or not
   */
  public static Step next(
      TicketLink state,
      Map<String, OurField> ours,
      List<FieldRule> rules,
      List<String> sayings,
      Instant now) {
    var rest = rest(state, now);
    if (rest != null) {
      return rest;
    }
    if (state.reference() == null) {
      return new Step.Create();
    }
    for (var rule : rules) {
      var waiting = state.field(rule.field()).waiting();
      if (waiting != null) {
        return isAsSeen(state.field(rule.field()), ours.get(rule.field()))
            ? new Step.Take(rule.field(), waiting)
            : new Step.Look();
      }
    }
    if (!state.comments().waiting().isEmpty()) {
      return new Step.Note(state.comments().waiting().getFirst());
    }
    for (var rule : rules) {
      var leave = leave(state.field(rule.field()), rule, ours.get(rule.field()), now);
      if (leave != null) {
        return leave;
      }
    }
    var writes = writes(state, ours, rules, now);
    return writes.isEmpty()
        ? say(state, sayings, rules, now)
        : new Step.Write(writes, agreed(state, writes));
  }

  private static @Nullable Step leave(
      FieldState known, FieldRule rule, @Nullable OurField here, Instant now) {
    var agreed = known.agreed();
    if (here == null || agreed == null || !rule.writes()) {
      return null;
    }
    var why = here.there() == null ? NotTaken.UNMAPPED : NotTaken.NOT_KEPT;
    return known.due(here, now) == WriteTries.Due.LEAVE
        ? new Step.Leave(rule.field(), here.wanted(), agreed, why)
        : null;
  }

  private static Map<String, Agreement> agreed(TicketLink state, Map<String, Agreement> writes) {
    var all = new TreeMap<String, Agreement>();
    for (var field : writes.keySet()) {
      var agreed = state.field(field).agreed();
      if (agreed != null) {
        all.put(field, agreed);
      }
    }
    return all;
  }

  private static boolean isAsSeen(FieldState known, @Nullable OurField here) {
    var agreed = known.agreed();
    return agreed == null || agreed.ours() == null || here == null || agreed.isOurs(here.value());
  }

  private static @Nullable Step rest(TicketLink state, Instant now) {
    var health = state.health();
    if (state.wanted() == null) {
      return new Step.Rest(null, "no ticket is wanted");
    }
    if (health.gone() || health.halted()) {
      return new Step.Rest(null, "waits for a person: " + health.code());
    }
    if (health.unreachable()) {
      return new Step.Rest(null, "out of reach: deleted, or kept from us");
    }
    var nextAt = health.nextAt();
    return nextAt != null && nextAt.isAfter(now)
        ? new Step.Rest(nextAt, "tried again after " + health.code())
        : null;
  }

  private static Map<String, Agreement> writes(
      TicketLink state, Map<String, OurField> ours, List<FieldRule> rules, Instant now) {
    var all = new TreeMap<String, Agreement>();
    for (var rule : rules) {
      var here = ours.get(rule.field());
      if (here != null
          && rule.writes()
          && state.field(rule.field()).due(here, now) == WriteTries.Due.WRITE) {
        all.put(rule.field(), here.wanted());
      }
    }
    return all;
  }

  private static Step say(
      TicketLink state, List<String> sayings, List<FieldRule> rules, Instant now) {
    var said = state.comments();
    return Stream.concat(said.due().stream().sorted(), sayings.stream())
        .filter(it -> !said.posted().contains(it))
        .findFirst()
        .<Step>map(Step.Say::new)
        .orElseGet(() -> equal(state, rules, now));
  }

  /** But for what isn't taken there: that is tried again in its time. */
  private static Step equal(TicketLink state, List<FieldRule> rules, Instant now) {
    @Nullable Instant next = null;
    for (var rule : rules) {
      var untaken = state.field(rule.field()).tries().untaken();
      var at = untaken == null ? null : untaken.nextAt();
      if (at != null && at.isAfter(now) && (next == null || at.isBefore(next))) {
        next = at;
      }
    }
    return new Step.Rest(next, "both sides are equal, as far as they can be");
  }
}
