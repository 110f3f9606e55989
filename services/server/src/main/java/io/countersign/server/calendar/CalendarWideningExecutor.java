package io.countersign.server.calendar;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.calendar.CalendarCommand;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarCommand.LiftCalendar;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.Filter;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.view.Page;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.web.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The executor of what a calendar opens more than before. */
@Component
final class CalendarWideningExecutor implements ChangeExecutor<CalendarWidening> {
  private final Ledger ledger;

  private final Remediations remediations;

  CalendarWideningExecutor(Ledger ledger, Remediations remediations) {
    this.ledger = ledger;
    this.remediations = remediations;
  }

  @Override
  public Class<CalendarWidening> kind() {
    return CalendarWidening.class;
  }

  @Override
  public List<String> lines(CalendarWidening change) {
    var lines = new ArrayList<String>();
    var name = new CalendarId(change.calendar()).name();
    if (change.definition() == null) {
      lines.add("lift the calendar " + name + ": " + change.reason());
    } else {
      lines.add("set the calendar " + name + ", which opens more then: " + change.reason());
      definition(change)
          .ifPresentOrElse(
              it -> CalendarLines.of(it).forEach(lines::add),
              () -> lines.add("what it becomes can't be read any more"));
    }
    if (change.releases().isEmpty()) {
      lines.add("plans that wait for it are asked about anew");
    } else {
      lines.addAll(released(change.releases()));
    }
    return lines;
  }

  /** By what people know a plan by; its digest is what is agreed to. */
  private List<String> released(List<Digest> plans) {
    var known = new HashMap<Digest, String>();
    Page.each(
        request -> remediations.list(new Filter(State.APPROVED, null), request),
        it -> known.put(it.planDigest(), named(it)));
    return plans.stream()
        .map(
            it ->
                "the plan %s (%s) may go on by it"
                    .formatted(
                        it.hex().substring(0, 12),
                        known.getOrDefault(it, "which waits for nothing any more")))
        .toList();
  }

  private static String named(Remediations.Row row) {
    var targets = row.plan().targets().stream().map(it -> it.target().name()).sorted().toList();
    return "%s: %s of %s".formatted(row.id(), row.plan().actionClass(), String.join(", ", targets));
  }

  @Override
  public List<Submission> submissions(
      CalendarWidening change, ConfirmationId confirmation, Contexts contexts) {
    return List.of(new Submission.OfCommand(command(change, confirmation), contexts.of("execute")));
  }

  private CalendarCommand command(CalendarWidening change, ConfirmationId confirmation) {
    var id = new CalendarId(change.calendar());
    if (change.definition() == null) {
      return new LiftCalendar(id, change.reason(), change.releases(), confirmation);
    }
    return new DefineCalendar(
        id,
        definition(change).orElseThrow(CalendarWideningExecutor::lost),
        change.reason(),
        TimeZoneDatabase.version(),
        change.releases(),
        false,
        confirmation);
  }

  private static RefusedException lost() {
    return new RefusedException(
        RefusalCode.CONTENT_CHANGED,
        "What the calendar was to become can't be read any more; propose it once more.");
  }

  /** As it was agreed to; empty when it's gone, or isn't what it was. */
  private Optional<CalendarDefinition> definition(CalendarWidening change) {
    var material = change.material();
    return Optional.ofNullable(material)
        .flatMap(ledger::blob)
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .map(it -> DomainJson.read(it, CalendarDefinition.class))
        .filter(it -> it.digest().equals(change.definition()));
  }
}
