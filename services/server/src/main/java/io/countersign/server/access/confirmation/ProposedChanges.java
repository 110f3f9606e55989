package io.countersign.server.access.confirmation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.ArrayList;
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

  /**
   * The same change, proposed again while something can come of it, is that one. Else it's
   * withdrawn, and this one waits in its place: one whose proposer left is in nobody's way.
   */
  public Proposed propose(ConfirmationSubject change, Origin origin, Blob... material) {
    var digest = change.digest();
    var who = origin.caller().actor();
    return confirmations.open(origin.at()).stream()
        .filter(it -> it.digest().equals(digest) && confirmations.isSame(it, who, origin.at()))
        .findFirst()
        .map(it -> proposedAgain(it, change, origin, material))
        .orElseGet(() -> propose(ConfirmationId.of(origin.id("change")), change, origin, material));
  }

  /** Whether they may, and whether they stand for it by that, the decider says. */
  private Proposed proposedAgain(
      Confirmations.Row known, ConfirmationSubject change, Origin origin, Blob... material) {
    var id = known.confirmation();
    var context = origin.context("propose again", id.value());
    return new Proposed(
        id, commands.send(new ProposeChange(id, change), context, material).position());
  }

  private Proposed propose(
      ConfirmationId id, ConfirmationSubject change, Origin origin, Blob... material) {
    var context = origin.context("propose", id.value());
    var steps = new ArrayList<Submission>();
    steps.add(new Submission.OfCommand(new ProposeChange(id, change), context, List.of(material)));
    steps.addAll(withdrawals(origin.at(), it -> it.digest().equals(change.digest())));
    return new Proposed(id, commands.position(commands.inTurn(steps)));
  }

  /**
   * What withdraws those that a newer change speaks against, waiting or confirmed: they'd be
   * carried out after it. And those that the word of a person stands behind who is silenced by it.
   *
   * @param but the newer change itself; null where it takes no confirmation
   */
  public List<Submission> superseded(
      ConfirmationSubject newer, Instant at, @Nullable ConfirmationId but) {
    return withdrawals(at, it -> !it.confirmation().equals(but) && speaksAgainst(newer, it));
  }

  private static boolean speaksAgainst(ConfirmationSubject newer, Confirmations.Row it) {
    return newer.supersedes(it.subject())
        || silences(newer, it.proposer())
        || silences(newer, it.adopter())
        || silences(newer, it.confirmer());
  }

  private static boolean silences(ConfirmationSubject newer, @Nullable PrincipalId who) {
    return who != null && newer.silences(who);
  }

  /** What withdraws the ends of that halt that are open: whoever halts anew has the last word. */
  public List<Submission> releases(Scope halted, Instant at) {
    return withdrawals(
        at,
        it -> it.subject() instanceof KillSwitchRelease release && release.within().equals(halted));
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
