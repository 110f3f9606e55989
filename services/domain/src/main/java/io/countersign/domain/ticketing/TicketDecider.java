package io.countersign.domain.ticketing;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.ticketing.TicketCommand.GiveUpTicket;
import io.countersign.domain.ticketing.TicketCommand.HoldWrite;
import io.countersign.domain.ticketing.TicketCommand.IntendWrite;
import io.countersign.domain.ticketing.TicketCommand.LeaveField;
import io.countersign.domain.ticketing.TicketCommand.LinkTicket;
import io.countersign.domain.ticketing.TicketCommand.ObserveTicket;
import io.countersign.domain.ticketing.TicketCommand.PauseSync;
import io.countersign.domain.ticketing.TicketCommand.PostedComment;
import io.countersign.domain.ticketing.TicketCommand.RecordApproval;
import io.countersign.domain.ticketing.TicketCommand.RecordChange;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.RecoverTicket;
import io.countersign.domain.ticketing.TicketCommand.ResyncTicket;
import io.countersign.domain.ticketing.TicketCommand.RetrySync;
import io.countersign.domain.ticketing.TicketCommand.SettleConflict;
import io.countersign.domain.ticketing.TicketCommand.SkipSync;
import io.countersign.domain.ticketing.TicketCommand.TakeChange;
import io.countersign.domain.ticketing.TicketCommand.TakeComment;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Decides about linked tickets: what the product does, and what people say where it's stuck. */
public final class TicketDecider {
  /** Who sees to tickets that are stuck. */
  public static final Set<Role> KEEPING =
      Set.of(Role.RESPONDER, Role.COMMANDER, Role.OPERATOR, Role.ADMINISTRATOR);

  /** A ticket that isn't found so often in a row is held to be out of reach. */
  static final int TRIES = 3;

  /** So many keys fit into one event. */
  private static final int MOST_SKIPPED = 1_000;

  private TicketDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code, but not where no
   *     such ticket was ever wanted
   */
  public static Decision<TicketEvent> decide(
      TicketLink state, TicketCommand command, CommandContext context) {
    var link = command.link();
    return Refusals.recorded(
        Rule.inOrder(authority(command, context), () -> authorised(state, command, context)),
        state.wanted() == null ? null : state.refusals(),
        Attempt.of(command, context),
        link,
        TicketEvent.AttemptRefused::new);
  }

  private static List<Rule> authority(TicketCommand command, CommandContext context) {
    return switch (command) {
      case PauseSync _, RetrySync _, SkipSync _, ResyncTicket _, SettleConflict _, GiveUpTicket _ ->
          Authority.person(context, KEEPING);
      case WantTicket _,
          LinkTicket _,
          ObserveTicket _,
          IntendWrite _,
          HoldWrite _,
          LeaveField _,
          TakeChange _,
          TakeComment _,
          PostedComment _,
          RecordFailure _,
          RecoverTicket _,
          RecordChange _,
          RecordApproval _ ->
          List.of(Authority.system(context));
    };
  }

  private static Decision<TicketEvent> authorised(
      TicketLink state, TicketCommand command, CommandContext context) {
    if (state.wanted() == null && !(command instanceof WantTicket)) {
      return Rule.refused(RefusalCode.BAD_REQUEST, "No ticket was ever wanted for this.");
    }
    var by = context.actor().id();
    return switch (command) {
      case WantTicket c -> want(state, c);
      case LinkTicket c -> link(state, c);
      case ObserveTicket c -> answer(TicketObservation.of(state, c, Safeguards.ALL));
      case IntendWrite c -> intend(state, c);
      case HoldWrite c -> hold(state, c);
      case LeaveField c -> leave(state, c, context.at());
      case TakeChange c -> take(state, c);
      case TakeComment c -> take(state, c);
      case PostedComment c ->
          once(
              state.comments().posted(), c.key(), new TicketEvent.CommentPosted(c.link(), c.key()));
      case RecordFailure c -> fail(state, c);
      case RecordChange c -> change(state, c);
      case RecordApproval c -> approval(state, c);
      case PauseSync c ->
          state.health().halted()
              ? Decision.unchanged()
              : Decision.done(new TicketEvent.Paused(c.link(), by));
      case RetrySync c -> Decision.done(new TicketEvent.Retried(c.link(), by));
      case SkipSync c -> skip(state, c, by);
      case RecoverTicket c -> recover(state, c);
      case ResyncTicket c -> Decision.done(new TicketEvent.Resynced(c.link(), by));
      case SettleConflict c -> settle(state, c, by);
      case GiveUpTicket c -> giveUp(state, c, by);
    };
  }

  private static Decision<TicketEvent> answer(List<TicketEvent> events) {
    return events.isEmpty() ? Decision.unchanged() : Decision.done(events);
  }

  private static Decision<TicketEvent> once(
      Collection<String> known, String key, TicketEvent event) {
    return known.contains(key) ? Decision.unchanged() : Decision.done(event);
  }

  private static Decision<TicketEvent> want(TicketLink state, WantTicket c) {
    return state.wanted() == null
        ? Decision.done(
            new TicketEvent.Wanted(c.link(), c.kind(), c.rule(), c.link().correlation()))
        : Decision.unchanged();
  }

  private static Decision<TicketEvent> link(TicketLink state, LinkTicket c) {
    if (state.reference() != null) {
      return Decision.unchanged();
    }
    return c.reference().isRecordable()
        ? Decision.done(new TicketEvent.Linked(c.link(), c.reference()))
        : Rule.refused(
            RefusalCode.BAD_REQUEST, "The ticket's id or url holds what looks like a secret.");
  }

  /** What was worked out before somebody did something would be written over it. */
  private static Decision<TicketEvent> intend(TicketLink state, IntendWrite c) {
    var health = state.health();
    boolean stopped = health.halted() || health.unreachable() || health.gone();
    boolean isDraft = state.reference() == null && c.from().isEmpty();
    if (stopped || !(isDraft || isAsWorkedOut(state, c))) {
      return Rule.refused(
          RefusalCode.STEP_ORDER,
          stopped
              ? "Nothing is written to this ticket now: " + health.code()
              : "The ticket isn't as it was when this write was worked out.");
    }
    return Decision.done(new TicketEvent.WriteIntended(c.link(), c.values(), c.readUpTo()));
  }

  private static boolean isAsWorkedOut(TicketLink state, IntendWrite c) {
    return state.reference() != null
        && c.values().keySet().stream()
            .allMatch(
                it -> {
                  var field = state.field(it);
                  return field.conflict() == null
                      && field.waiting() == null
                      && Objects.equals(field.agreed(), c.from().get(it));
                });
  }

  /** Only what is being written can be held; the same is told once. */
  private static Decision<TicketEvent> hold(TicketLink state, HoldWrite c) {
    var intent = state.field(c.field()).intent();
    return intent == null || c.awaits().equals(intent.awaits())
        ? Decision.unchanged()
        : Decision.done(new TicketEvent.WriteHeld(c.link(), c.field(), c.awaits()));
  }

  /** Where something happened meanwhile, what to do about that comes first. */
  private static Decision<TicketEvent> leave(TicketLink state, LeaveField c, Instant now) {
    var field = state.field(c.field());
    boolean asWorkedOut =
        field.conflict() == null && field.waiting() == null && c.from().equals(field.agreed());
    var ours = c.wanted().ours();
    if (!asWorkedOut || ours == null) {
      return Decision.unchanged();
    }
    int tries = field.tries().timesOf(c.wanted());
    return Decision.done(
        new TicketEvent.FieldNotTaken(
            c.link(),
            c.field(),
            ours,
            c.wanted().theirs(),
            c.from().theirs(),
            c.why(),
            c.reason(),
            tries,
            WriteTries.next(c.why(), tries, now)));
  }

  private static Decision<TicketEvent> take(TicketLink state, TakeChange c) {
    return state.field(c.field()).waiting() == null
        ? Decision.unchanged()
        : Decision.done(
            new TicketEvent.ChangeTaken(c.link(), c.field(), c.ours(), c.taken(), c.why()));
  }

  private static Decision<TicketEvent> take(TicketLink state, TakeComment c) {
    boolean waits =
        state.comments().waiting().stream().anyMatch(it -> it.comment().equals(c.comment()));
    return waits
        ? Decision.done(new TicketEvent.CommentTaken(c.link(), c.comment(), c.byPerson()))
        : Decision.unchanged();
  }

  /** What a person halted meanwhile stays as they left it. */
  private static Decision<TicketEvent> fail(TicketLink state, RecordFailure c) {
    if (state.health().halted()) {
      return Decision.unchanged();
    }
    int tries = tries(state.health(), c);
    var failed = new TicketEvent.AttemptFailed(c.link(), c.code(), c.reason(), tries, c.nextAt());
    if (!c.missing() || tries < TRIES) {
      return Decision.done(failed);
    }
    return state.health().unreachable()
        ? Decision.unchanged()
        : Decision.done(new TicketEvent.Unreachable(c.link()));
  }

  /** In a row: that it isn't found counts anew after anything else, an outage among it. */
  private static int tries(TicketLink.Health health, RecordFailure c) {
    boolean anew = c.missing() && !health.code().equals(RecordFailure.NOT_FOUND);
    return anew ? 1 : health.tries() + 1;
  }

  private static Decision<TicketEvent> recover(TicketLink state, RecoverTicket c) {
    var health = state.health();
    boolean failed = health.tries() > 0 && !health.unreachable() && !health.gone();
    boolean over = c.codes().isEmpty() ? !health.halted() : c.codes().contains(health.code());
    return failed && over
        ? Decision.done(new TicketEvent.Recovered(c.link()))
        : Decision.unchanged();
  }

  private static Decision<TicketEvent> skip(TicketLink state, SkipSync c, PrincipalId by) {
    var waiting =
        c.sayings().stream()
            .filter(it -> !state.comments().posted().contains(it))
            .limit(MOST_SKIPPED)
            .toList();
    return Decision.done(new TicketEvent.Skipped(c.link(), by, c.ours(), waiting));
  }

  private static Decision<TicketEvent> change(TicketLink state, RecordChange c) {
    var known = state.change();
    return known != null && known.isAs(c.start(), c.end(), c.conflicts(), c.fingerprint())
        ? Decision.unchanged()
        : Decision.done(
            new TicketEvent.ChangeRead(
                c.link(), c.start(), c.end(), c.conflicts(), c.said(), c.fingerprint()));
  }

  private static Decision<TicketEvent> approval(TicketLink state, RecordApproval c) {
    var known = state.change() == null ? null : state.change().words().get(c.account());
    var it = c.word();
    return known != null && known.says(it)
        ? Decision.unchanged()
        : Decision.done(
            new TicketEvent.ApprovalSeen(
                c.link(),
                c.account(),
                it.person(),
                it.approved(),
                it.at(),
                it.why(),
                it.setBy(),
                it.words()));
  }

  private static Decision<TicketEvent> settle(TicketLink state, SettleConflict c, PrincipalId by) {
    return state.field(c.field()).conflict() == null
        ? Decision.unchanged()
        : Decision.done(new TicketEvent.ConflictSettled(c.link(), c.field(), c.winner(), by));
  }

  private static Decision<TicketEvent> giveUp(TicketLink state, GiveUpTicket c, PrincipalId by) {
    return state.health().gone()
        ? Decision.unchanged()
        : Decision.done(new TicketEvent.Gone(c.link(), by));
  }
}
