package io.countersign.server.audit.silence;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.RecordMoments;
import io.countersign.ledger.audit.RecordMoments.Moment;
import io.countersign.ledger.audit.silence.Around;
import io.countersign.server.web.Caller;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The answer to why nobody was paged about a service at a time. */
@RestController
class WhySilentController {
  private static final Duration USUAL = Duration.ofMinutes(15);
  private static final Duration MOST = Duration.ofHours(24);

  /** No mute holds for longer. */
  private static final Duration MUTED_AT_MOST = Duration.ofDays(31);

  /**
   * What the record says.
   *
   * @param from from when it was looked at
   * @param to until when
   * @param after the position before the first event of that time
   * @param upTo the position of its last event
   * @param warning that the service isn't in the catalogue; absent where it is
   * @param conclusions in sentences, what weighs most first
   * @param standing what held already as that time began
   * @param items what happened, in order of time
   * @param cut whether there was more of something than is shown: ask for a shorter time
   * @param unknown what isn't on record, so that nothing is concluded from its absence
   */
  record Silence(
      String service,
      Instant at,
      Instant from,
      Instant to,
      long after,
      long upTo,
      @Nullable String warning,
      List<String> conclusions,
      List<SilenceItem> standing,
      List<SilenceItem> items,
      boolean cut,
      List<String> unknown) {}

  private final ServiceNamed services;
  private final RecordMoments moments;
  private final SilenceStory story;
  private final InstantSource clock;

  WhySilentController(
      ServiceNamed services, RecordMoments moments, SilenceStory story, InstantSource clock) {
    this.services = services;
    this.moments = moments;
    this.story = story;
    this.clock = clock;
  }

  /**
   * @param service {@code kind/environment/name}, or a name that only one has
   * @param around how long before and after, as in {@code PT15M}; a day at most
   */
  @GetMapping("/api/v1/audit/why-silent")
  Silence whySilent(
      @RequestParam(required = false) @Nullable String service,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String around,
      Caller caller) {
    var asked = services.of(service, caller.sight());
    var when = ParameterParsing.instant("at", at);
    if (when == null) {
      throw RefusedException.badRequest("at", "is missing");
    }
    var now = clock.instant();
    if (when.isAfter(now)) {
      throw new RefusedException(RefusalCode.BEYOND_THE_RECORD);
    }
    var part = around(when, duration(around), now);
    var told = story.of(asked, part, position(part.from().minus(MUTED_AT_MOST)));
    return new Silence(
        asked.toString(),
        when,
        part.from(),
        part.to(),
        part.after(),
        part.upTo(),
        services.warning(asked, caller.sight()).orElse(null),
        told.conclusions(),
        told.standing(),
        told.items(),
        told.cut(),
        told.unknown());
  }

  private Around around(Instant when, Duration around, Instant now) {
    var from = when.minus(around);
    var end = when.plus(around);
    var to = end.isAfter(now) ? now : end;
    return new Around(position(from), position(to), from, to);
  }

  private long position(Instant at) {
    return moments.upTo(at).map(Moment::position).orElse(0L);
  }

  private static Duration duration(@Nullable String text) {
    var read =
        ParameterParsing.parameter(
            "around", text, Duration::parse, "a duration in ISO 8601, such as PT15M");
    if (read == null) {
      return USUAL;
    }
    if (read.isNegative() || read.isZero() || read.compareTo(MOST) > 0) {
      throw RefusedException.badRequest("around", "must be more than nothing and at most PT24H");
    }
    return read;
  }
}
