package io.countersign.server.access.confirmation;

import io.countersign.domain.access.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject;
import io.countersign.domain.access.ConfirmationSubject.KillSwitchRelease;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The changes that somebody proposed and that wait for a second person. */
@Component
public final class ProposedChanges {
  private final Confirmations confirmations;
  private final CommandSender commands;

  ProposedChanges(Confirmations confirmations, CommandSender commands) {
    this.confirmations = confirmations;
    this.commands = commands;
  }

  /** One of them. */
  public record Proposed(ConfirmationId confirmation, long position) {}

  /** Whether changes go without a second person still; what counts is what the decider finds. */
  public boolean needNone() {
    return confirmations.bootstrapping();
  }

  /** The same change, proposed again while it waits or is about to be done, is that one. */
  public Proposed propose(ConfirmationSubject change, Origin origin, Blob... material) {
    var digest = change.digest();
    var known =
        confirmations.open(origin.at()).stream()
            .filter(it -> it.digest().equals(digest) && origin.at().isBefore(it.expiresAt()))
            .map(Confirmations.Row::confirmation)
            .findFirst();
    return known
        .map(it -> new Proposed(it, 0))
        .orElseGet(() -> propose(ConfirmationId.of(origin.id("change")), change, origin, material));
  }

  private Proposed propose(
      ConfirmationId id, ConfirmationSubject change, Origin origin, Blob... material) {
    var context = origin.context("propose", id.value());
    var written = commands.send(new ProposeChange(id, change), context, material);
    return new Proposed(id, written.position());
  }

  /**
   * What withdraws those that a newer change speaks against, waiting or confirmed: they'd be
   * carried out after it.
   *
   * @param but the newer change itself; null where it takes no confirmation
   */
  public List<Submission> superseded(
      ConfirmationSubject newer, Instant at, @Nullable ConfirmationId but) {
    return withdrawals(at, it -> !it.confirmation().equals(but) && newer.supersedes(it.subject()));
  }

  /** What withdraws the ends of a halt that are open: whoever halts anew has the last word. */
  public List<Submission> releases(Instant at) {
    return withdrawals(at, it -> it.subject() instanceof KillSwitchRelease);
  }

  /** What withdraws those that are open, by the product. */
  public List<Submission> withdrawals(Instant at, Predicate<Confirmations.Row> which) {
    return confirmations.open(at).stream()
        .filter(which)
        .map(it -> new WithdrawChange(it.confirmation()))
        .<Submission>map(it -> new Submission.OfCommand(it, SystemOrigin.context(at)))
        .toList();
  }
}
