package io.countersign.server.incident;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.AcknowledgeIncident;
import io.countersign.domain.incident.IncidentCommand.AddNote;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.SetPriority;
import io.countersign.domain.incident.IncidentCommand.StandDownCommander;
import io.countersign.domain.incident.Priority;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.audit.PastViews;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.server.access.PersonNamed;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.IncidentAnswers.Detail;
import io.countersign.server.incident.IncidentAnswers.Entry;
import io.countersign.server.incident.past.AskedMoment;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint of incidents, and of what people do about them. Who may do it, the decider knows.
 */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentsController {
  private static final int NOTE_CHARACTERS = 16_000;
  private static final int REASON_CHARACTERS = 1_000;

  /** To whom. */
  record Assignment(@Nullable String to) {}

  /**
   * How urgent: {@code critical}, {@code high}, {@code moderate}, {@code low}, {@code planning}.
   */
  record Urgency(@Nullable String priority) {}

  /** What was noted. */
  record NoteText(@Nullable String text) {}

  /** Why. */
  record Reason(@Nullable String reason) {}

  private final IncidentInbox inbox;
  private final IncidentTimeline timeline;
  private final IncidentAnswers answers;
  private final AskedMoment moments;
  private final PastViews past;
  private final CommandSender commands;
  private final Directory directory;
  private final PrincipalNames names;
  private final Catalog catalog;

  IncidentsController(
      IncidentInbox inbox,
      IncidentTimeline timeline,
      IncidentAnswers answers,
      AskedMoment moments,
      PastViews past,
      CommandSender commands,
      Directory directory,
      PrincipalNames names,
      Catalog catalog) {
    this.inbox = inbox;
    this.timeline = timeline;
    this.answers = answers;
    this.moments = moments;
    this.past = past;
    this.commands = commands;
    this.directory = directory;
    this.names = names;
    this.catalog = catalog;
  }

  @GetMapping
  Listed<IncidentItem> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller) {
    var filter =
        Objects.requireNonNullElse(
            ParameterParsing.word("state", state, IncidentInbox.Filter.class),
            IncidentInbox.Filter.ALL);
    var lookup = names.lookup();
    var topology = catalog.topology();
    return Listed.of(
        inbox.list(filter, caller.sight(), Paging.request(cursor, limit)),
        row -> IncidentItem.of(row, lookup, topology));
  }

  /**
   * @param alertLimit how many of its alerts are listed at most; all of them are grouped
   * @param at position or time of the state that is wanted; absent for the present one
   */
  @GetMapping("/{id}")
  Detail read(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer alertLimit,
      @RequestParam(required = false) @Nullable String at) {
    if (alertLimit != null && alertLimit < 0) {
      throw RefusedException.badRequest("alertLimit", "must not be negative");
    }
    int most = Objects.requireNonNullElse(alertLimit, Integer.MAX_VALUE);
    if (at != null) {
      return past(id, most, moments.of(at));
    }
    return inbox
        .find(id, most)
        .map(answers::detail)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_INCIDENT));
  }

  private Detail past(String id, int alerts, AskedMoment.Asked moment) {
    if (!inbox.exists(id)) {
      throw new RefusedException(RefusalCode.UNKNOWN_INCIDENT);
    }
    return past.ofIncident(id, moment.position(), it -> IncidentInbox.find(id, alerts, it.query()))
        .map(it -> answers.past(it, moment))
        .orElseThrow(() -> new RefusedException(RefusalCode.NOT_YET_ON_RECORD));
  }

  /**
   * @param alerts false leaves out what became of its alerts, and that they joined
   */
  @GetMapping("/{id}/timeline")
  Listed<Entry> timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Boolean alerts,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    if (!inbox.exists(id)) {
      throw new RefusedException(RefusalCode.UNKNOWN_INCIDENT);
    }
    return Listed.of(
        timeline.of(id, alerts == null || alerts, Paging.request(cursor, limit)),
        answers.entries());
  }

  @PostMapping("/{id}/acknowledge")
  CommandSender.Written acknowledge(@PathVariable String id, Origin origin) {
    var incident = incident(id);
    return commands.send(new AcknowledgeIncident(incident), origin.context(incident.value()));
  }

  @PostMapping("/{id}/assign")
  CommandSender.Written assign(
      @PathVariable String id, @RequestBody Assignment body, Origin origin) {
    var incident = incident(id);
    return person(body.to())
        .send(it -> new AssignIncident(incident, it), commands, origin.context(incident.value()));
  }

  @PostMapping("/{id}/priority")
  CommandSender.Written prioritise(
      @PathVariable String id, @RequestBody Urgency body, Origin origin) {
    var incident = incident(id);
    var priority = ParameterParsing.word("priority", body.priority(), Priority.class);
    if (priority == null) {
      throw RefusedException.badRequest("priority", "is missing");
    }
    return commands.send(new SetPriority(incident, priority), origin.context(incident.value()));
  }

  /** Without a name, to whoever asks. */
  @PostMapping("/{id}/commander")
  CommandSender.Written command(
      @PathVariable String id, @RequestBody Assignment body, Origin origin) {
    var incident = incident(id);
    var context = origin.context(incident.value());
    try {
      return body.to() == null
          ? commands.send(new AssignCommander(incident, origin.caller().id()), context)
          : person(body.to()).send(it -> new AssignCommander(incident, it), commands, context);
    } catch (RefusedException e) {
      throw e.saying(names.lookup()::named);
    }
  }

  @PostMapping("/{id}/commander/stand-down")
  CommandSender.Written standDown(@PathVariable String id, Origin origin) {
    var incident = incident(id);
    return commands.send(new StandDownCommander(incident), origin.context(incident.value()));
  }

  @PostMapping("/{id}/note")
  CommandSender.Written note(@PathVariable String id, @RequestBody NoteText body, Origin origin) {
    var incident = incident(id);
    var text = BlobFactory.text(ParameterParsing.text("text", body.text(), NOTE_CHARACTERS));
    return commands.send(new AddNote(incident, text.ref()), origin.context(incident.value()), text);
  }

  @PostMapping("/{id}/resolve")
  CommandSender.Written resolve(@PathVariable String id, @RequestBody Reason body, Origin origin) {
    var incident = incident(id);
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    return commands.send(new ResolveByOverride(incident, reason), origin.context(incident.value()));
  }

  private PersonNamed person(@Nullable String login) {
    return PersonNamed.of(ParameterParsing.text("to", login, 64), directory);
  }

  private static IncidentId incident(String id) {
    return ParameterParsing.id(id, IncidentId::new, RefusalCode.UNKNOWN_INCIDENT);
  }
}
