package io.countersign.server.oncall;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.oncall.OnCall;
import io.countersign.domain.oncall.Shift;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.oncall.OncallSchedules.Known;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The schedules, by who is on call. */
@RestController
@RequestMapping("/api/v1/oncall")
class OncallController {
  private static final int MOST_DAYS = 366;
  private static final Duration AHEAD = Duration.ofDays(31);

  /** All schedules, by who is on call now. */
  record All(List<Now> items) {}

  /**
   * One schedule.
   *
   * @param via the notification that tells who is on call
   * @param person the name, or else the id; absent where nobody is on call
   * @param by the layer, or {@code override}
   * @param until when that changes; absent where it doesn't within a month
   * @param note what is wrong with whom it names; absent where nothing is
   */
  record Now(
      String name,
      String via,
      @Nullable String person,
      @Nullable String by,
      @Nullable Instant until,
      @Nullable String note) {}

  /**
   * One schedule in full.
   *
   * @param zone by whose clock it goes
   * @param shifts of the time that was asked for, without a hole
   * @param note what is wrong with whom it names; absent where nothing is
   */
  record Shown(
      String name,
      String zone,
      Instant at,
      @Nullable String person,
      @Nullable String by,
      List<ShownShift> shifts,
      @Nullable String note) {}

  /**
   * A time over which the same person is on call.
   *
   * @param person absent for a gap
   */
  record ShownShift(Instant start, Instant end, @Nullable String person, @Nullable String by) {}

  private final OncallSchedules schedules;
  private final PrincipalNames names;
  private final InstantSource clock;

  OncallController(OncallSchedules schedules, PrincipalNames names, InstantSource clock) {
    this.schedules = schedules;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping
  All list() {
    var now = clock.instant();
    var lookup = names.lookup();
    return new All(schedules.all().stream().map(it -> now(it, now, lookup)).toList());
  }

  @GetMapping("/{name}")
  Shown show(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(defaultValue = "7") int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw RefusedException.badRequest("days", "must be 1 to " + MOST_DAYS);
    }
    var asked = ParameterParsing.instant("at", at);
    var from = asked == null ? clock.instant() : asked;
    var schedule =
        schedules.find(name).orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_SCHEDULE));
    return shown(schedule, new Span(from, from.plus(Duration.ofDays(days))));
  }

  private Shown shown(Known known, Span asked) {
    var lookup = names.lookup();
    var schedule = known.schedule();
    var then = schedule.at(asked.start());
    return new Shown(
        schedule.name(),
        schedules.zone(schedule.name()).getId(),
        asked.start(),
        person(then, lookup),
        by(then),
        schedule.between(asked).stream().map(it -> shown(it, lookup)).toList(),
        note(known, lookup));
  }

  private static ShownShift shown(Shift it, PrincipalNames.Lookup lookup) {
    return new ShownShift(
        it.span().start(), it.span().end(), person(it.who(), lookup), by(it.who()));
  }

  private Now now(Known known, Instant at, PrincipalNames.Lookup lookup) {
    var who = known.schedule().at(at);
    var first = known.schedule().between(new Span(at, at.plus(AHEAD))).getFirst().span().end();
    return new Now(
        known.schedule().name(),
        known.via(),
        person(who, lookup),
        by(who),
        first.isBefore(at.plus(AHEAD)) ? first : null,
        note(known, lookup));
  }

  private @Nullable String note(Known known, PrincipalNames.Lookup lookup) {
    var unknown =
        known.schedule().people().stream()
            .filter(it -> !schedules.isKnown(it))
            .map(it -> it + " is nobody's id here");
    var disabled =
        known.disabled().stream()
            .map(it -> lookup.orId(it.value()) + " was disabled: the next is told");
    var all = Stream.concat(disabled, unknown).collect(Collectors.joining("; "));
    return all.isEmpty() ? null : all;
  }

  private static @Nullable String person(OnCall who, PrincipalNames.Lookup lookup) {
    return switch (who) {
      case OnCall.Somebody it -> lookup.orId(it.person().value());
      case OnCall.Nobody _ -> null;
    };
  }

  private static @Nullable String by(OnCall who) {
    return switch (who) {
      case OnCall.Somebody it -> it.by();
      case OnCall.Nobody _ -> null;
    };
  }
}
