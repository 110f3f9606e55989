package io.countersign.server.ticketing;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.ticketing.FieldRule.Side;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.OutageReports;
import io.countersign.ledger.ticketing.TicketConflicts;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.ticket.ShownTicket;
import io.countersign.server.ticketing.shown.TicketWords;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of linked tickets: how each is, and what people say where one is stuck. */
@RestController
@RequestMapping("/api/v1/sync")
class SyncController {
  /**
   * One linked ticket.
   *
   * @param state pending, linked, halted, paused, unreachable or gone
   * @param words how it is, in words
   * @param key by which people there call it; its id where its system tells none
   * @param awaits what people there have to do before it goes on there; absent for nothing
   * @param tries in a row that failed
   * @param conflicts of which nobody said whose value counts
   */
  record Item(
      String link,
      String kind,
      String rule,
      String state,
      String words,
      @Nullable String ticket,
      @Nullable String key,
      @Nullable String url,
      @Nullable String awaits,
      int tries,
      @Nullable String lastError,
      @Nullable String reason,
      @Nullable Instant nextAt,
      List<ShownTicket.Conflict> conflicts,
      Instant changedAt) {
    static Item of(TicketLinks.Row it, List<ShownTicket.Conflict> conflicts) {
      return new Item(
          it.link().value(),
          it.kind(),
          it.rule(),
          it.state(),
          TicketWords.of(it),
          it.ticket(),
          TicketWords.key(it),
          it.url(),
          it.awaits(),
          it.tries(),
          it.code(),
          it.reason(),
          it.nextAt(),
          conflicts,
          it.changedAt());
    }
  }

  /** All of them, those that need somebody first. */
  record Status(List<Item> items) {}

  /** What was done after systems had been away, the newest first. */
  record Reports(List<OutageReports.Report> items) {}

  /** Of which field, and whose value stays: {@code ours} or {@code theirs}. */
  record Settlement(@Nullable String field, @Nullable String winner) {}

  /** What is looked at again. */
  record Backfilled(int tickets, boolean dryRun) {}

  private final TicketConflicts conflicts;
  private final TicketLinks links;
  private final OutageReports outages;
  private final TicketGate gate;
  private final CommandSender commands;
  private final PrincipalNames names;

  SyncController(
      TicketConflicts conflicts,
      TicketLinks links,
      OutageReports outages,
      TicketGate gate,
      CommandSender commands,
      PrincipalNames names) {
    this.names = names;
    this.conflicts = conflicts;
    this.links = links;
    this.outages = outages;
    this.gate = gate;
    this.commands = commands;
  }

  @GetMapping
  Status status(@RequestParam(required = false) @Nullable String holder) {
    var rows = holder == null || holder.isEmpty() ? links.all() : links.of(holder);
    var unsettled = conflicts.of(rows);
    var lookup = names.lookup();
    return new Status(
        rows.stream()
            .map(
                it ->
                    Item.of(
                        it,
                        TicketWords.conflicts(
                            unsettled.getOrDefault(it.link(), List.of()), lookup::named)))
            .toList());
  }

  @GetMapping("/report")
  Reports report() {
    return new Reports(outages.all());
  }

  @PostMapping("/{system}/{holder}/pause")
  CommandSender.Written pause(
      @PathVariable String system, @PathVariable String holder, Origin origin) {
    return send(new TicketCommand.PauseSync(link(system, holder)), origin);
  }

  @PostMapping("/{system}/{holder}/retry")
  CommandSender.Written retry(
      @PathVariable String system, @PathVariable String holder, Origin origin) {
    return send(new TicketCommand.RetrySync(link(system, holder)), origin);
  }

  @PostMapping("/{system}/{holder}/skip")
  CommandSender.Written skip(
      @PathVariable String system, @PathVariable String holder, Origin origin) {
    return send(gate.skip(link(system, holder)), origin);
  }

  @PostMapping("/{system}/{holder}/resync")
  CommandSender.Written resync(
      @PathVariable String system, @PathVariable String holder, Origin origin) {
    return send(new TicketCommand.ResyncTicket(link(system, holder)), origin);
  }

  @PostMapping("/{system}/{holder}/settle")
  CommandSender.Written settle(
      @PathVariable String system,
      @PathVariable String holder,
      @RequestBody Settlement body,
      Origin origin) {
    var field = ParameterParsing.text("field", body.field(), 60);
    var winner = ParameterParsing.word("winner", body.winner(), Side.class);
    if (winner == null) {
      throw RefusedException.badRequest("winner", "is missing");
    }
    return send(new TicketCommand.SettleConflict(link(system, holder), field, winner), origin);
  }

  @PostMapping("/{system}/backfill")
  Backfilled backfill(
      @PathVariable String system,
      @RequestParam String since,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    if (!gate.isConfigured(system)) {
      throw RefusedException.badRequest("system", "is no ticket system here");
    }
    return gate.backfill(system, instant(since), !dryRun)
        .map(it -> new Backfilled(it, dryRun))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNAVAILABLE));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw RefusedException.badRequest("since", "must be an instant such as 2026-03-02T10:00:00Z");
    }
  }

  private CommandSender.Written send(TicketCommand command, Origin origin) {
    return commands.send(command, origin.context(command.link().holder()));
  }

  private static TicketLinkId link(String system, String holder) {
    return ParameterParsing.id(
        system + "/" + holder, TicketLinkId::new, RefusalCode.UNKNOWN_INCIDENT);
  }
}
