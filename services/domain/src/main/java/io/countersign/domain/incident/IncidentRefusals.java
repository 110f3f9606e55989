package io.countersign.domain.incident;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.incident.IncidentEvent.AttemptRefused;
import java.util.List;

/**
 * How this capability refuses: recorded once per (principal, code, minute), where there is a
 * stream.
 */
final class IncidentRefusals {
  private IncidentRefusals() {}

  static Decision<IncidentEvent> refuse(
      Incident state, IncidentCommand command, CommandContext context, RefusalCode code) {
    return switch (state) {
      case Incident.NotOpened _ -> Decision.refused(answer(code), List.of());
      case Incident.Open it -> refuse(it.refusals(), command, context, code);
      case Incident.Closed it -> refuse(it.refusals(), command, context, code);
    };
  }

  private static Decision<IncidentEvent> refuse(
      RecentRefusals recent, IncidentCommand command, CommandContext context, RefusalCode code) {
    var by = context.actor().id();
    if (recent.holds(by, code, context.at())) {
      return Decision.refused(answer(code), List.of());
    }
    var name = command.getClass().getSimpleName();
    return Decision.refused(
        answer(code),
        List.of(new AttemptRefused(command.incident(), code, by, name, context.at())));
  }

  private static Answer.Refused answer(RefusalCode code) {
    return new Answer.Refused(code, code.meaning());
  }
}
