package io.countersign.server.oncall;

import io.countersign.ledger.oncall.NoticesDue;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The answer to why somebody was told of something, or wasn't. */
@RestController
class NoticesController {
  private static final int MOST = 500;

  /**
   * The notices.
   *
   * @param items newest first
   * @param due what is told next of that incident, unless somebody acts before
   */
  record Told(List<ToldLine> items, List<DueLine> due) {}

  /**
   * One notice on its way to one receiver.
   *
   * @param target {@code oncall:NAME}; empty for the receiver itself
   * @param person who was on call: the name, or else the id
   */
  record ToldLine(
      Instant at,
      String kind,
      String incident,
      String remediation,
      String receiver,
      String target,
      String outcome,
      String route,
      @Nullable String person,
      String why) {}

  /**
   * What is told next.
   *
   * @param instead whether everybody else is told, since that receiver can't be
   */
  record DueLine(
      Instant dueAt, String receiver, String route, boolean escalation, boolean instead) {
    static DueLine of(NoticesDue.Line it) {
      return new DueLine(it.dueAt(), it.receiver(), it.route(), it.escalation(), it.isUntold());
    }
  }

  private final NoticesTold told;
  private final NoticesDue due;
  private final DueEnd ends;
  private final PrincipalNames names;
  private final InstantSource clock;

  NoticesController(
      NoticesTold told, NoticesDue due, DueEnd ends, PrincipalNames names, InstantSource clock) {
    this.ends = ends;
    this.clock = clock;
    this.told = told;
    this.due = due;
    this.names = names;
  }

  /** Of one incident, or the latest of all. */
  @GetMapping("/api/v1/notices")
  Told list(@RequestParam(required = false) @Nullable String incident) {
    var about = incident == null ? "" : incident;
    var lookup = names.lookup();
    return new Told(
        told.list(about, MOST).stream().map(it -> line(it, lookup)).toList(),
        about.isEmpty() ? List.of() : due(about));
  }

  /** What nobody is told of any more isn't due, though its time hasn't come. */
  private List<DueLine> due(String incident) {
    var now = clock.instant();
    return due.open(incident).stream()
        .filter(it -> !ends.isOver(it, now))
        .map(DueLine::of)
        .toList();
  }

  private static ToldLine line(NoticesTold.Line it, PrincipalNames.Lookup lookup) {
    return new ToldLine(
        it.at(),
        it.kind(),
        it.incident(),
        it.remediation(),
        it.receiver(),
        it.target(),
        ParameterParsing.lower(it.outcome()),
        it.route(),
        lookup.orId(it.person()),
        it.why());
  }
}
