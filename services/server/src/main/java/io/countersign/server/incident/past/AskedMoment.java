package io.countersign.server.incident.past;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.RecordMoments;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The moment that callers name: by an event's position, or by a time. */
@Component
public final class AskedMoment {
  /**
   * A moment.
   *
   * @param position of the last event that was known
   * @param recordedAt when that one's command was asked for
   * @param at the time that is asked about: that one's own, or a later one before the next
   */
  public record Asked(long position, Instant recordedAt, Instant at) {}

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
  private static final String FORM =
      "a position, or an instant in ISO 8601 with its offset, such as 2026-03-01T12:00:00Z, from"
          + " 1970 to 9999";

  private final RecordMoments moments;
  private final InstantSource clock;

  AskedMoment(RecordMoments moments, InstantSource clock) {
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * @throws RefusedException for what is neither, before the first event, or yet to come
   */
  public Asked of(String at) {
    if (POSITION.matcher(at).matches()) {
      return of(Long.parseLong(at));
    }
    return of(instant(at));
  }

  private static Instant instant(String at) {
    try {
      var instant = ParameterParsing.instant("at", at);
      if (instant != null) {
        return instant;
      }
    } catch (RefusedException _) {
      // it's said below what else it may be
    }
    throw RefusedException.badRequest("at", "must be " + FORM);
  }

  private Asked of(long position) {
    if (position == 0) {
      throw new RefusedException(RefusalCode.NOT_YET_ON_RECORD);
    }
    return moments
        .of(position)
        .map(it -> new Asked(position, it.at(), it.at()))
        .orElseThrow(() -> new RefusedException(RefusalCode.BEYOND_THE_RECORD));
  }

  private Asked of(Instant at) {
    if (at.isAfter(clock.instant())) {
      throw new RefusedException(RefusalCode.BEYOND_THE_RECORD);
    }
    return moments
        .upTo(at)
        .map(it -> new Asked(it.position(), it.at(), at))
        .orElseThrow(() -> new RefusedException(RefusalCode.NOT_YET_ON_RECORD));
  }
}
