package io.countersign.server.ticketing.act;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.NameUuid;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Reference;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.link.AccountUse.AccountUsed;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.access.refusal.CoalescedRefusals;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The sender of what people ask for on a ticket: in one transaction with the evidence of whose
 * account it was, which is judged anew there. What was done on the ticket gives it its ids, so that
 * it's done once, however often the loop is killed between the command and the note of it.
 */
@Component
public final class TicketActs {
  private static final long PATIENCE_SECONDS = 30;
  private static final UUID ACTS = UUID.fromString("0d9f5c52-2f0e-5a6b-8a55-7c1b9b2f6d10");
  private static final int SHORT_ID = 20;
  private static final String TAKEN = "";

  private final Ledger ledger;
  private final TicketAccounts accounts;
  private final CoalescedRefusals refusals;
  private final InstantSource clock;

  TicketActs(
      Ledger ledger, TicketAccounts accounts, CoalescedRefusals refusals, InstantSource clock) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * Has it decided. The same act is done once, and answered alike whenever it's sent again.
   *
   * @return why it didn't take effect; empty where it did
   */
  public String send(Command command, TicketAct act, Blob... blobs) {
    var sent = ledger.sendInTurn(steps(command, act, List.of(blobs)));
    var answer = sent.getLast().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().answer();
    unlinked(act, sent.getFirst().join().answer());
    return answer instanceof Answer.Refused refused ? refused.code().name() : TAKEN;
  }

  /** Where a comment on a ticket is read. */
  public String addressOf(Reference ticket, String comment) {
    return accounts.addressOf(ticket, comment);
  }

  /** No aggregate keeps that the account was taken from them meanwhile. */
  private void unlinked(TicketAct act, Answer used) {
    if (used instanceof Answer.Refused(var code, var _)) {
      var command = act.what() + " on the ticket of " + act.link();
      refusals.record(AccessEvent.ANONYMOUS, code, AccessEvent.ANONYMOUS, Actor.SYSTEM, command);
    }
  }

  private List<Submission> steps(Command command, TicketAct act, List<Blob> blobs) {
    var name = Digest.of(act.name().getBytes(StandardCharsets.UTF_8));
    var id = NameUuid.of(ACTS, act.name());
    var use = "use_" + name.hex().substring(0, SHORT_ID);
    var used =
        new AccountUsed(
            use,
            act.by(),
            accounts.account(act.link().system(), act.account()),
            act.what(),
            act.link().holder(),
            act.shown(),
            ledger.ticket(act.link()).ticket().map(Reference::id).orElse(""),
            act.comment(),
            name,
            0);
    return List.of(
        new Submission.OfStandaloneEvent(used, use, context(act, NameUuid.of(id, "use"), null)),
        new Submission.OfCommand(command, context(act, id, use), blobs));
  }

  private CommandContext context(TicketAct act, UUID id, @Nullable String cause) {
    return new CommandContext(
        id,
        new Actor(act.by(), PrincipalKind.PERSON),
        clock.instant(),
        Surface.TICKET,
        act.link().holder(),
        cause,
        null,
        Facts.NONE);
  }
}
