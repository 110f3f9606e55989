package io.countersign.domain.calendar;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.access.ConfirmationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command about one calendar. */
public sealed interface CalendarCommand extends Command {
  CalendarId calendar();

  @Override
  default String target() {
    return calendar().value();
  }

  /**
   * The calendar is to be this, whole.
   *
   * @param tzdata the version of the time zone database that it's computed by
   * @param releases plans that wait for it and may go on where it becomes wider
   * @param widens whether its feed may make it wider without a second person, by the settings; only
   *     the product itself says so
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record DefineCalendar(
      CalendarId calendar,
      CalendarDefinition definition,
      String reason,
      String tzdata,
      List<Digest> releases,
      boolean widens,
      @Nullable ConfirmationId confirmation)
      implements CalendarCommand {
    public DefineCalendar {
      reason = TextRedaction.text(reason);
      releases = List.copyOf(releases);
    }
  }

  /**
   * It holds no more.
   *
   * @param releases plans that wait for that and may go on
   * @param confirmation by which a second person agreed; null where none is needed
   */
  record LiftCalendar(
      CalendarId calendar,
      String reason,
      List<Digest> releases,
      @Nullable ConfirmationId confirmation)
      implements CalendarCommand {
    public LiftCalendar {
      reason = TextRedaction.text(reason);
      releases = List.copyOf(releases);
    }
  }

  /** Time has gone on, or the time zone database is another: it's computed anew. */
  record RecomputeCalendar(CalendarId calendar, String tzdata) implements CalendarCommand {}
}
