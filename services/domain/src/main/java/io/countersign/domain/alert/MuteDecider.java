package io.countersign.domain.alert;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Authority;
import io.countersign.domain.alert.AlertFacts.ActiveMute;
import io.countersign.domain.alert.MuteCommand.ExpireMute;
import io.countersign.domain.alert.MuteCommand.LiftMute;
import io.countersign.domain.alert.MuteCommand.MuteAlerts;
import io.countersign.domain.alert.MuteEvent.AttemptRefused;
import io.countersign.domain.alert.MuteEvent.Muted;
import io.countersign.domain.alert.MuteEvent.Unmuted;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about mutes: a person silences, for a stated while and a stated reason. */
public final class MuteDecider {
  /** A silence nobody looks at for longer is forgotten. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** Of the reason, in bytes. */
  public static final int REASON_BYTES = 4_000;

  private static final Set<Role> MUTING = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);

  private static final Comparator<ActiveMute> LATEST_END =
      Comparator.comparing(ActiveMute::until).thenComparing(it -> it.mute().value());

  private MuteDecider() {}

  public static Decision<MuteEvent> decide(
      Mute state, MuteCommand command, CommandContext context) {
    return unauthorised(command, context)
        .map(code -> refuse(state, command, context, code))
        .orElseGet(
            () ->
                switch (command) {
                  case MuteAlerts c -> mute(state, c, context);
                  case LiftMute c -> lift(state, c, context);
                  case ExpireMute c -> expire(state, c, context);
                });
  }

  private static Optional<RefusalCode> unauthorised(MuteCommand command, CommandContext context) {
    return switch (command) {
      case MuteAlerts _, LiftMute _ -> Authority.person(context, MUTING);
      case ExpireMute _ -> Authority.system(context);
    };
  }

  private static Decision<MuteEvent> mute(Mute state, MuteAlerts c, CommandContext context) {
    return switch (state) {
      case Mute.Unknown _ ->
          unfit(c)
              .or(() -> outOfTime(c, context))
              .or(() -> there(c, context))
              .map(code -> refuse(state, c, context, code))
              .orElseGet(
                  () -> Decision.done(new Muted(c.mute(), c.matcher(), c.until(), c.reason())));
      case Mute.Active _, Mute.Lifted _ -> Decision.unchanged();
    };
  }

  private static Optional<RefusalCode> unfit(MuteAlerts c) {
    return when(c.matcher().isEverything(), RefusalCode.BAD_REQUEST)
        .or(() -> when(c.matcher().isAboutSource(), RefusalCode.NOT_MUTABLE))
        .or(() -> when(c.reason().size() == 0, RefusalCode.REASON_REQUIRED))
        .or(() -> when(c.reason().size() > REASON_BYTES, RefusalCode.BAD_REQUEST));
  }

  private static Optional<RefusalCode> outOfTime(MuteAlerts c, CommandContext context) {
    boolean past = !c.until().isAfter(context.at());
    boolean far = c.until().isAfter(context.at().plus(LONGEST));
    return when(past || far, RefusalCode.MUTE_PERIOD);
  }

  /** Another reason or end for the same alerts is asked for once the first mute is lifted. */
  private static Optional<RefusalCode> there(MuteAlerts c, CommandContext context) {
    return when(
        context.facts(AlertFacts.class).mutes().stream()
            .filter(it -> it.until().isAfter(context.at()))
            .anyMatch(it -> it.matcher().equals(c.matcher())),
        RefusalCode.ALREADY_MUTED);
  }

  private static Decision<MuteEvent> lift(Mute state, LiftMute c, CommandContext context) {
    return switch (state) {
      case Mute.Unknown _ -> refuse(state, c, context, RefusalCode.UNKNOWN_MUTE);
      case Mute.Active _ -> Decision.done(new Unmuted(c.mute(), Unmuted.Lifting.BY_PERSON));
      case Mute.Lifted _ -> Decision.unchanged();
    };
  }

  private static Decision<MuteEvent> expire(Mute state, ExpireMute c, CommandContext context) {
    return switch (state) {
      case Mute.Unknown _ -> refuse(state, c, context, RefusalCode.UNKNOWN_MUTE);
      case Mute.Active it ->
          context.at().isBefore(it.until())
              ? refuse(state, c, context, RefusalCode.NOT_YET)
              : Decision.done(new Unmuted(c.mute(), Unmuted.Lifting.EXPIRED));
      case Mute.Lifted _ -> Decision.unchanged();
    };
  }

  /**
   * The mute that holds an alert back now, by its recorded end: one whose time is over holds
   * nothing, whether or not that is on record. Of several the one that ends last.
   */
  public static Optional<MuteId> holding(
      CommandContext context, AlertCommand.ObserveAlert observed) {
    return context.facts(AlertFacts.class).mutes().stream()
        .filter(it -> it.until().isAfter(context.at()))
        .filter(it -> fits(it, observed))
        .max(LATEST_END)
        .map(ActiveMute::mute);
  }

  private static boolean fits(ActiveMute mute, AlertCommand.ObserveAlert c) {
    return mute.matcher().fits(c.integration(), c.entity(), c.name(), c.fingerprint());
  }

  private static Optional<RefusalCode> when(boolean broken, RefusalCode code) {
    return broken ? Optional.of(code) : Optional.empty();
  }

  /** Recorded once per (principal, code, minute), where there is a stream. */
  private static Decision<MuteEvent> refuse(
      Mute state, MuteCommand command, CommandContext context, RefusalCode code) {
    var answer = new Answer.Refused(code, code.meaning());
    var by = context.actor().id();
    if (state instanceof Mute.Unknown || state.refusals().holds(by, code, context.at())) {
      return Decision.refused(answer, List.of());
    }
    var name = command.getClass().getSimpleName();
    return Decision.refused(
        answer, List.of(new AttemptRefused(command.mute(), code, by, name, context.at())));
  }
}
