package io.countersign.domain.emergency;

import io.countersign.domain.Command;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.correlation.IncidentId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command about one opening of break-glass. */
public sealed interface BreakGlassCommand extends Command {
  BreakGlassId breakGlass();

  @Override
  default String target() {
    return breakGlass().value();
  }

  /**
   * @param actions the classes of actions that it's wanted for
   * @param minutes for how long
   * @param terms of the policies in force; null where they know no break-glass
   */
  record OpenBreakGlass(
      BreakGlassId breakGlass,
      IncidentId incident,
      String reason,
      Set<String> actions,
      int minutes,
      @Nullable BreakGlassTerms terms)
      implements BreakGlassCommand {
    public OpenBreakGlass {
      reason = TextRedaction.text(reason);
      actions = Set.copyOf(actions);
    }
  }

  /** A second person agrees to it. */
  record AgreeToBreakGlass(BreakGlassId breakGlass) implements BreakGlassCommand {}

  record CloseBreakGlass(BreakGlassId breakGlass) implements BreakGlassCommand {}

  /**
   * @param justified whether it was right to open it
   * @param note what was found
   */
  record ReviewBreakGlass(BreakGlassId breakGlass, boolean justified, String note)
      implements BreakGlassCommand {
    public ReviewBreakGlass {
      note = TextRedaction.text(note);
    }
  }
}
