package io.countersign.ledger.alert;

import static java.util.Map.entry;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Mute;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteId;
import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code alert}: episodes of alerts, and mutes. */
public final class AlertCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            AlertEvent.class,
            Map.ofEntries(
                entry(AlertEvent.Raised.class, "alert.raised"),
                entry(AlertEvent.HeldBack.class, "alert.held-back"),
                entry(AlertEvent.Repeated.class, "alert.repeated"),
                entry(AlertEvent.Resolved.class, "alert.resolved"),
                entry(AlertEvent.Suppressed.class, "alert.suppressed"))),
        new Events<>(
            MuteEvent.class,
            Map.ofEntries(
                entry(MuteEvent.Muted.class, "alert.muted"),
                entry(MuteEvent.Unmuted.class, "alert.unmuted"),
                entry(MuteEvent.AttemptRefused.class, "alert.attempt-refused"))));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(Mute.class);
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(
        new TextId<>(AlertId.class, AlertId::new), new TextId<>(MuteId.class, MuteId::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(AlertKind.KIND, MuteKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    var seen = new AlertSeenTable();
    var mutes = new MuteFactTable();
    return new BatchParts(
        List.of(seen), List.of(mutes), List.of(new AlertFactsProvider(seen, mutes)));
  }

  @Override
  public List<View> views() {
    return List.of(Alerts.view(), Mutes.view());
  }
}
