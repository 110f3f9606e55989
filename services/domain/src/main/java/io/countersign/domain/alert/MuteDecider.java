package io.countersign.domain.alert;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertFacts.ActiveMute;
import io.countersign.domain.alert.MuteCommand.ExpireMute;
import io.countersign.domain.alert.MuteCommand.LiftMute;
import io.countersign.domain.alert.MuteCommand.MuteAlerts;
import io.countersign.domain.alert.MuteEvent.AttemptRefused;
import io.countersign.domain.alert.MuteEvent.Muted;
import io.countersign.domain.alert.MuteEvent.Unmuted;
import io.countersign.domain.catalog.CatalogFacts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides about mutes: a person silences, for a stated while and a stated reason. */
public final class MuteDecider {
  /** A silence nobody looks at for longer is forgotten. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** Of a source: who watches is itself watched again the next day. */
  public static final Duration LONGEST_ABSENCE = Duration.ofDays(1);

  /** Of the reason, in bytes. */
  public static final int REASON_BYTES = 4_000;

  private static final Set<Role> MUTING = Set.of(Role.RESPONDER, Role.COMMANDER, Role.APPROVER);

  private static final Comparator<ActiveMute> LATEST_END =
      Comparator.comparing(ActiveMute::until).thenComparing(it -> it.mute().value());

  private MuteDecider() {}

  public static Decision<MuteEvent> decide(
      Mute state, MuteCommand command, CommandContext context) {
    var decision =
        Rule.inOrder(authority(state, command, context), () -> authorised(state, command, context));
    return Refusals.recorded(
        decision,
        state instanceof Mute.Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.mute(),
        AttemptRefused::new);
  }

  private static List<Rule> authority(Mute state, MuteCommand command, CommandContext context) {
    return switch (command) {
      case MuteAlerts c -> muting(c.matcher(), context);
      case LiftMute _ when state instanceof Mute.Active it -> muting(it.matcher(), context);
      case LiftMute _ -> Authority.person(context, MUTING);
      case ExpireMute _ -> List.of(Authority.system(context));
    };
  }

  /** What names no entity silences whoever's. */
  private static List<Rule> muting(MuteMatcher matcher, CommandContext context) {
    var entity = matcher.entity();
    return entity == null
        ? Authority.person(context, MUTING)
        : Authority.personThroughout(
            context, MUTING, List.of(context.facts(CatalogFacts.class).reach(entity, "")));
  }

  private static Decision<MuteEvent> authorised(
      Mute state, MuteCommand command, CommandContext context) {
    return switch (command) {
      case MuteAlerts c -> mute(state, c, context);
      case LiftMute c -> lift(state, c);
      case ExpireMute c -> expire(state, c, context);
    };
  }

  private static Decision<MuteEvent> mute(Mute state, MuteAlerts c, CommandContext context) {
    return switch (state) {
      case Mute.Unknown _ ->
          Rule.inOrder(
              mutable(c, context),
              () -> Decision.done(new Muted(c.mute(), c.matcher(), c.until(), c.reason())));
      case Mute.Active _, Mute.Lifted _ -> Decision.unchanged();
    };
  }

  private static List<Rule> mutable(MuteAlerts c, CommandContext context) {
    return List.of(
        that(!c.matcher().isEverything(), RefusalCode.BAD_REQUEST),
        that(
            c.matcher().isRecordable(),
            RefusalCode.BAD_REQUEST,
            "No alert fits this: they are recorded without what looks like a secret or somebody's"
                + " address. Name it as countersign alerts shows it."),
        that(!c.matcher().isAboutSource() || isPlannedAbsence(c, context), RefusalCode.NOT_MUTABLE),
        that(c.reason().size() > 0, RefusalCode.REASON_REQUIRED),
        that(c.reason().size() <= REASON_BYTES, RefusalCode.BAD_REQUEST),
        that(c.until().isAfter(context.at()), RefusalCode.MUTE_PERIOD),
        that(!c.until().isAfter(context.at().plus(LONGEST)), RefusalCode.MUTE_PERIOD),
        that(!isMuted(c, context), RefusalCode.ALREADY_MUTED));
  }

  private static boolean isPlannedAbsence(MuteAlerts c, CommandContext context) {
    return c.matcher().isPlannedAbsence() && !c.until().isAfter(context.at().plus(LONGEST_ABSENCE));
  }

  /** Another reason or end for the same alerts is asked for once the first mute is lifted. */
  private static boolean isMuted(MuteAlerts c, CommandContext context) {
    return inForce(context).anyMatch(it -> it.matcher().equals(c.matcher()));
  }

  private static Decision<MuteEvent> lift(Mute state, LiftMute c) {
    return switch (state) {
      case Mute.Unknown _ -> Rule.refused(RefusalCode.UNKNOWN_MUTE);
      case Mute.Active _ -> Decision.done(new Unmuted(c.mute(), Unmuted.Lifting.BY_PERSON));
      case Mute.Lifted _ -> Decision.unchanged();
    };
  }

  private static Decision<MuteEvent> expire(Mute state, ExpireMute c, CommandContext context) {
    return switch (state) {
      case Mute.Unknown _ -> Rule.refused(RefusalCode.UNKNOWN_MUTE);
      case Mute.Active it ->
          Rule.inOrder(
              List.of(that(!context.at().isBefore(it.until()), RefusalCode.NOT_YET)),
              () -> Decision.done(new Unmuted(c.mute(), Unmuted.Lifting.EXPIRED)));
      case Mute.Lifted _ -> Decision.unchanged();
    };
  }

  /**
   * The mute that holds an alert back now, by its recorded end: one whose time is over holds
   * nothing, whether or not that is on record. Of several the one that ends last.
   */
  public static Optional<MuteId> holding(CommandContext context, Raised raised) {
    return inForce(context)
        .filter(it -> fits(it.matcher(), raised))
        .max(LATEST_END)
        .map(ActiveMute::mute);
  }

  private static Stream<ActiveMute> inForce(CommandContext context) {
    return context.facts(AlertFacts.class).mutes().stream()
        .filter(it -> it.until().isAfter(context.at()));
  }

  private static boolean fits(MuteMatcher matcher, Raised it) {
    return matcher.fits(it.integration(), it.entity(), it.name(), it.fingerprint());
  }
}
