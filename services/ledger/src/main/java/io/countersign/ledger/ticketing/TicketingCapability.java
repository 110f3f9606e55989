package io.countersign.ledger.ticketing;

import static java.util.Map.entry;

import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.domain.ticketing.TicketSystemEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code ticketing}: tickets of incidents and remediations in other systems. */
public final class TicketingCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            TicketEvent.class,
            Map.ofEntries(
                entry(TicketEvent.Wanted.class, "ticketing.ticket-wanted"),
                entry(TicketEvent.Linked.class, "ticketing.linked"),
                entry(TicketEvent.WriteIntended.class, "ticketing.write-intended"),
                entry(TicketEvent.WriteHeld.class, "ticketing.write-held"),
                entry(TicketEvent.Written.class, "ticketing.written"),
                entry(TicketEvent.FieldNotTaken.class, "ticketing.field-not-taken"),
                entry(TicketEvent.EchoObserved.class, "ticketing.echo-observed"),
                entry(TicketEvent.RemoteChanged.class, "ticketing.remote-changed"),
                entry(TicketEvent.ChangeTaken.class, "ticketing.change-taken"),
                entry(TicketEvent.ConflictFound.class, "ticketing.conflict-found"),
                entry(TicketEvent.ConflictSettled.class, "ticketing.conflict-settled"),
                entry(TicketEvent.ClosedExternally.class, "ticketing.closed-externally"),
                entry(TicketEvent.CommentReceived.class, "ticketing.comment-received"),
                entry(TicketEvent.CommentTaken.class, "ticketing.comment-taken"),
                entry(TicketEvent.CommentPosted.class, "ticketing.comment-posted"),
                entry(TicketEvent.Moved.class, "ticketing.moved"),
                entry(TicketEvent.Merged.class, "ticketing.merged"),
                entry(TicketEvent.Unreachable.class, "ticketing.unreachable"),
                entry(TicketEvent.Reached.class, "ticketing.reached"),
                entry(TicketEvent.Gone.class, "ticketing.gone"),
                entry(TicketEvent.AttemptFailed.class, "ticketing.attempt-failed"),
                entry(TicketEvent.Recovered.class, "ticketing.recovered"),
                entry(TicketEvent.Paused.class, "ticketing.paused"),
                entry(TicketEvent.Retried.class, "ticketing.retried"),
                entry(TicketEvent.Skipped.class, "ticketing.skipped"),
                entry(TicketEvent.Resynced.class, "ticketing.resynced"),
                entry(TicketEvent.ChangeRead.class, "ticketing.change-read"),
                entry(TicketEvent.ApprovalSeen.class, "ticketing.approval-seen"),
                entry(TicketEvent.AttemptRefused.class, "ticketing.attempt-refused"))),
        new Events<>(
            TicketSystemEvent.class,
            Map.of(TicketSystemEvent.CaughtUp.class, "ticketing.caught-up")));
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(TicketLinkId.class, TicketLinkId::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(TicketKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(List.of(new TicketLinkWriter()), List.of());
  }
}
