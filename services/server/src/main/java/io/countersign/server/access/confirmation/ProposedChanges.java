package io.countersign.server.access.confirmation;

import io.countersign.domain.access.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject;
import io.countersign.ledger.Blob;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
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

  /** The same change, proposed again while it waits, is the one that waits. */
  public Proposed propose(ConfirmationSubject change, Origin origin, Blob... material) {
    var digest = change.digest();
    var known =
        confirmations.waiting(origin.at()).stream()
            .filter(it -> it.digest().equals(digest))
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
   * Withdraws those of one kind that wait and are superseded.
   *
   * @param by what they are superseded by, and what stays if it waits; null for nothing
   */
  public <S extends ConfirmationSubject> void withdrawOthers(
      Class<S> kind, @Nullable S by, Origin origin) {
    confirmations.waiting(origin.at()).stream()
        .filter(it -> kind.isInstance(it.subject()))
        .filter(it -> by == null || !it.digest().equals(by.digest()))
        .forEach(it -> withdraw(it.confirmation(), origin));
  }

  private void withdraw(ConfirmationId id, Origin origin) {
    var _ = commands.send(new WithdrawChange(id), SystemOrigin.context(origin.at()));
  }
}
