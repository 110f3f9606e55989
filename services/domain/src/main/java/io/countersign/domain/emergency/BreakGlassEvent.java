package io.countersign.domain.emergency;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.correlation.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An event of one opening of break-glass. */
public sealed interface BreakGlassEvent extends Event {
  BreakGlassId breakGlass();

  /**
   * Somebody opened it; it lets something through once as many persons stand for it as its terms
   * ask for.
   *
   * @param terms of the policies in force then
   * @param until from then on it's over (UTC)
   */
  record Opened(
      BreakGlassId breakGlass,
      IncidentId incident,
      PrincipalId by,
      String reason,
      Set<String> actions,
      BreakGlassTerms terms,
      Instant until)
      implements BreakGlassEvent {
    public Opened {
      actions = Set.copyOf(actions);
    }
  }

  /**
   * From here on it lets through what it's for.
   *
   * @param by the persons who stand for it, who opened it first
   * @param reviewBy until when its use has to be reviewed (UTC)
   */
  record TookEffect(
      BreakGlassId breakGlass, IncidentId incident, List<PrincipalId> by, Instant reviewBy)
      implements BreakGlassEvent {
    public TookEffect {
      by = List.copyOf(by);
    }
  }

  record Closed(BreakGlassId breakGlass, IncidentId incident, PrincipalId by)
      implements BreakGlassEvent {}

  /**
   * @param justified whether it was right to open it
   * @param complete whether enough have reviewed it with this
   */
  record Reviewed(
      BreakGlassId breakGlass,
      IncidentId incident,
      PrincipalId by,
      boolean justified,
      String note,
      boolean complete)
      implements BreakGlassEvent {}

  record AttemptRefused(
      BreakGlassId breakGlass, RefusalCode code, PrincipalId by, String command, Instant at)
      implements BreakGlassEvent, RefusalEvent {}
}
