package io.countersign.ledger.emergency;

import static java.util.Map.entry;

import io.countersign.domain.emergency.BreakGlass;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code emergency}: what goes beyond the usual, and the review that it owes. */
public final class EmergencyCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            BreakGlassEvent.class,
            Map.ofEntries(
                entry(BreakGlassEvent.Opened.class, "emergency.break-glass-opened"),
                entry(BreakGlassEvent.TookEffect.class, "emergency.break-glass-took-effect"),
                entry(BreakGlassEvent.Closed.class, "emergency.break-glass-closed"),
                entry(BreakGlassEvent.Reviewed.class, "emergency.break-glass-reviewed"),
                entry(BreakGlassEvent.AttemptRefused.class, "emergency.attempt-refused"))),
        new Events<>(
            ReviewEvent.class, Map.of(ReviewEvent.Overdue.class, "emergency.review-overdue")));
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(new TextId<>(BreakGlassId.class, BreakGlassId::new));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(BreakGlass.class);
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(BreakGlassKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(
        List.of(new BreakGlassFactWriter()), List.of(new EmergencyFactsProvider()));
  }
}
