package io.countersign.server.audit;

import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The record as it lies there. */
@RestController
@RequestMapping("/api/v1/audit/events")
class AuditController {
  /** The end at which a list begins. */
  enum Order {
    ASC,
    DESC
  }

  /**
   * One event.
   *
   * @param revision of the payload, which is shown as it was written
   * @param actorName absent for who isn't known by a name
   * @param summary what happened, in one line; absent where this release doesn't know the event
   */
  record Recorded(
      long position,
      String eventId,
      Instant at,
      String type,
      String revision,
      @Nullable String aggregateType,
      @Nullable String aggregate,
      @Nullable Long sequence,
      String actor,
      @Nullable String actorName,
      String actorKind,
      String via,
      String commandId,
      @Nullable String correlationId,
      @Nullable String causationId,
      @Nullable String traceId,
      @Nullable String summary,
      Object payload) {
    static Recorded of(AuditTrail.Row row, PrincipalNames.Lookup names, EventSummary summaries) {
      var event = row.event();
      return new Recorded(
          row.position(),
          row.eventId().toString(),
          row.at(),
          row.type(),
          row.revision(),
          row.aggregateType(),
          row.aggregate(),
          row.sequence(),
          row.actor(),
          names.of(row.actor()),
          row.actorKind(),
          row.via(),
          row.commandId(),
          row.correlationId(),
          row.causationId(),
          row.traceId(),
          event == null ? null : names.named(summaries.of(event)),
          DomainJson.tree(row.payload()));
    }
  }

  private final AuditTrail trail;
  private final PrincipalNames names;
  private final EventSummary summaries;

  AuditController(AuditTrail trail, PrincipalNames names, EventSummary summaries) {
    this.trail = trail;
    this.names = names;
    this.summaries = summaries;
  }

  /**
   * @param from inclusive
   * @param to exclusive
   */
  @GetMapping
  Listed<Recorded> list(
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable String aggregate,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String order,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var filter =
        new AuditTrail.Filter(
            EventTypeNames.checked(orNull(type)),
            actor(actor),
            orNull(aggregate),
            ParameterParsing.instant("from", from),
            ParameterParsing.instant("to", to));
    var direction =
        Objects.requireNonNullElse(ParameterParsing.word("order", order, Order.class), Order.ASC);
    var page =
        trail.list(
            filter,
            switch (direction) {
              case ASC -> AuditTrail.Order.OLDEST_FIRST;
              case DESC -> AuditTrail.Order.NEWEST_FIRST;
            },
            Paging.request(cursor, limit));
    var lookup = names.lookup();
    return Listed.of(page, row -> Recorded.of(row, lookup, summaries));
  }

  /** By what people call them; an id as it stands, since the record knows also who was erased. */
  private @Nullable String actor(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return null;
    }
    return names
        .idOf(asked)
        .orElseThrow(
            () -> RefusedException.badRequest("actor", "is nobody's login name, token or id"));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
