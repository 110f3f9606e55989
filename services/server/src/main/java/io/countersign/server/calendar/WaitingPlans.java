package io.countersign.server.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.calendar.CalendarId;
import java.util.List;

/** The plans that wait for their targets to open. */
public interface WaitingPlans {
  /** The digests of those approved plans that this calendar holds up now, sorted. */
  List<Digest> heldBy(CalendarId calendar);
}
