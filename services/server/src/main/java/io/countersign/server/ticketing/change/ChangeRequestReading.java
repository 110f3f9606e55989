package io.countersign.server.ticketing.change;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.ticketing.ChangeWord;
import io.countersign.domain.ticketing.TicketCommand.RecordApproval;
import io.countersign.domain.ticketing.TicketCommand.RecordChange;
import io.countersign.domain.ticketing.TicketLink.PlannedChange;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.server.web.BlobFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The reading of a change request: its schedule and conflicts, and what people there said of it,
 * with who and when. What our own account says there is nobody's word, and where it isn't known
 * which that is, nobody's is believed. Only what is new is sent: a look that finds nothing costs
 * nothing.
 */
@Component
public final class ChangeRequestReading {
  private static final int MOST_CONFLICTS = 50;
  private static final int MOST_TEXT = 200;
  private static final int MOST_WORDS = 500;

  private final Ledger ledger;
  private final SystemCommands commands;
  private final ChangeApproving approving;

  ChangeRequestReading(Ledger ledger, SystemCommands commands, ChangeApproving approving) {
    this.ledger = ledger;
    this.commands = commands;
    this.approving = approving;
  }

  /** Reads what can be read; what can't is read another time. */
  public void read(TicketLinkId link, Ticketing ticketing, Reference reference) {
    if (ticketing.change(reference) instanceof Outcome.Ok<ChangeRequest>(var plan)) {
      var known = ledger.ticket(link).change();
      planned(link, plan, known);
      if (ticketing.self() instanceof Outcome.Ok<TicketUser>(var self)) {
        said(link, plan, self, known == null ? Map.of() : known.words());
      }
    }
  }

  private void planned(TicketLinkId link, ChangeRequest plan, @Nullable PlannedChange known) {
    var start = plan.start().orElse(null);
    var end = plan.end().orElse(null);
    int number = plan.conflicts().size();
    var text = conflicts(plan);
    var fingerprint = Digest.of((link.value() + " " + text).getBytes(StandardCharsets.UTF_8));
    if (known == null || !known.isAs(start, end, number, fingerprint)) {
      var blob = BlobFactory.text(text);
      var told = new RecordChange(link, start, end, number, blob.ref(), fingerprint);
      var _ = commands.send(told, link.holder(), blob);
    }
  }

  /** One a line. */
  private static String conflicts(ChangeRequest plan) {
    return plan.conflicts().stream()
        .limit(MOST_CONFLICTS)
        .map(it -> line(it.with() + ": " + it.why()))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String text) {
    var plain = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    return TextLimit.cut(TextRedaction.text(plain), MOST_TEXT);
  }

  private void said(
      TicketLinkId link, ChangeRequest plan, TicketUser self, Map<String, ChangeWord> known) {
    var last = new LinkedHashMap<String, Approval>();
    plan.approvals().stream()
        .filter(it -> ChangeApproving.isOfPeople(it, self))
        .forEach(it -> last.merge(it.by().id(), it, ChangeApproving::last));
    approving
        .take(link, last, known, plan.texts())
        .forEach(
            (account, word) -> {
              var old = known.get(account);
              if (old == null || !old.says(word)) {
                record(link, account, word, last.get(account));
              }
            });
  }

  /** With what they wrote, beside the record. */
  private void record(TicketLinkId link, String account, ChangeWord word, @Nullable Approval said) {
    var text = said == null ? "" : TextRedaction.text(said.comment().strip());
    if (text.isEmpty()) {
      var _ = commands.send(new RecordApproval(link, account, word), link.holder());
      return;
    }
    var blob = BlobFactory.text(TextLimit.cut(text, MOST_WORDS));
    var told = new RecordApproval(link, account, word.with(blob.ref()));
    var _ = commands.send(told, link.holder(), blob);
  }
}
