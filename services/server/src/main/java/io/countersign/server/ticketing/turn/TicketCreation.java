package io.countersign.server.ticketing.turn;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.Agreement;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.change.ChangeCourse;
import io.countersign.server.ticketing.side.OurSide;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The creation of a ticket. The key is looked for before and after, so that there is one, whatever
 * got lost.
 */
final class TicketCreation {
  /** Codes after which nothing was created. */
  private static final Set<String> CERTAIN =
      Arrays.stream(FailureCode.values())
          .filter(it -> !it.effectUnknown())
          .map(FailureCode::name)
          .collect(Collectors.toUnmodifiableSet());

  private final LinkedTicket ticket;
  private final Ticketing ticketing;
  private final TicketLinks links;
  private final TicketLook look;
  private final TurnFailures failures;

  TicketCreation(
      LinkedTicket ticket,
      Ticketing ticketing,
      TicketLinks links,
      TicketLook look,
      TurnFailures failures) {
    this.ticket = ticket;
    this.ticketing = ticketing;
    this.links = links;
    this.look = look;
    this.failures = failures;
  }

  /**
   * @return false where the turn ends by that
   */
  boolean created() {
    var link = ticket.link();
    var side = ticket.side();
    var triedAt = links.triedAt(link, CERTAIN).orElse(null);
    return created(side, triedAt, Set.of());
  }

  /**
   * @param without which of the mapped fields
   */
  private boolean created(OurSide side, @Nullable Instant triedAt, Set<String> without) {
    var link = ticket.link();
    var agreed = agreed(side, without);
    if (!ticket.isDone(new TicketCommand.IntendWrite(link, agreed, Map.of(), Instant.EPOCH))) {
      return false;
    }
    return switch (ticketing.create(link.correlation(), draft(side, without), triedAt)) {
      case Outcome.Ok<Ticket>(var it) -> linked(it);
      case Outcome.Failed<Ticket> failed -> {
        var more = TurnFailures.isRefusal(failed) ? blamed(side, failed, without) : without;
        if (!more.equals(without)) {
          yield created(side, triedAt, more);
        }
        failures.failed(failed);
        yield false;
      }
    };
  }

  /**
   * Without which of the mapped fields it's tried next: those that the refusal names, else all.
   * They are written once the ticket is there, each by itself if need be.
   */
  private Set<String> blamed(OurSide side, Outcome.Failed<?> failed, Set<String> without) {
    var given =
        ticket.rule().fields().stream()
            .filter(it -> draft(side, without).fields().containsKey(it.remote()))
            .filter(it -> !ticket.rule().fixed().containsKey(it.remote()))
            .toList();
    var named = given.stream().filter(it -> failed.message().contains(it.remote())).toList();
    var more = new HashSet<>(without);
    (named.isEmpty() ? given : named).forEach(it -> more.add(it.rule().field()));
    return more;
  }

  private boolean linked(Ticket it) {
    if (!ticket.isDone(new TicketCommand.LinkTicket(ticket.link(), it.reference()))) {
      failures.halted("the ticket's id or address can't be recorded");
      return false;
    }
    return look.looked();
  }

  /** Of which values both sides agree once it's there: it begins as a new one. */
  private Map<String, Agreement> agreed(OurSide side, Set<String> without) {
    var values = new HashMap<String, Agreement>();
    for (var mapping : ticket.rule().fields()) {
      var name = mapping.rule().field();
      var ours = Objects.requireNonNull(side.fields().get(name));
      if (mapping.remote().equals(FieldRule.STATE)) {
        boolean same =
            TicketState.NEW.name().equals(ours.there())
                && !ours.value().equals(ChangeCourse.REQUESTED);
        values.put(name, new Agreement(same ? ours.value() : null, TicketState.NEW.name()));
      } else if (isWritten(mapping)) {
        var there = without.contains(name) ? null : ours.there();
        values.put(
            name, there == null ? new Agreement(null, "") : new Agreement(ours.value(), there));
      }
    }
    return values;
  }

  private TicketDraft draft(OurSide side, Set<String> without) {
    var rule = ticket.rule();
    var fields = new HashMap<>(rule.fixed());
    for (var mapping : rule.fields()) {
      var text = side.written().getOrDefault(mapping.rule().field(), "");
      boolean given = isWritten(mapping) && !without.contains(mapping.rule().field());
      if (!mapping.remote().equals(FieldRule.STATE) && given && !text.isEmpty()) {
        fields.put(mapping.remote(), text);
      }
    }
    var title = PlainText.line(TextRedaction.text(side.title()));
    var description = PlainText.of(TextRedaction.text(side.description()));
    return new TicketDraft(rule.kind(), title, description, fields, rule.place());
  }

  private static boolean isWritten(TicketRule.Mapping mapping) {
    return mapping.rule().direction() != FieldRule.Direction.IN;
  }
}
