package io.countersign.server.remediation.approval;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.decision.Deputies;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Directory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The words of who may decide for whom, by their names: people know who is asked in whose place.
 */
public final class DeputyWords {
  private final Ledger ledger;
  private final Directory directory;

  public DeputyWords(Ledger ledger) {
    this.ledger = ledger;
    directory = new Directory(ledger.transactions());
  }

  /**
   * Such as {@code , dave for alice}, to be added to what is asked; empty for none, and for an
   * event that asks nothing.
   */
  public String of(RemediationEvent event, Instant at) {
    boolean asks =
        event instanceof RemediationEvent.ApprovalRequested
            || event instanceof RemediationEvent.ApprovalExtended;
    return asks && ledger.remediation(event.remediation()) instanceof AwaitingApproval state
        ? deputies(state, at).stream()
            .map(it -> ", " + name(it.who()) + " for " + name(it.of()))
            .collect(Collectors.joining())
        : "";
  }

  private List<Deputies.Deputy> deputies(AwaitingApproval state, Instant at) {
    return ledger.ask(
        facts ->
            Deputies.of(
                state,
                new CommandContext(
                    new UUID(0, 0), Actor.SYSTEM, at, Surface.SYSTEM, null, null, null, facts)));
  }

  private String name(PrincipalId person) {
    return directory.byId(person).map(Directory.Entry::login).orElseGet(person::value);
  }
}
