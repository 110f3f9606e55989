package io.countersign.ledger.alert;

import io.countersign.domain.CommandContext;
import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertDecider;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeries;
import io.countersign.ledger.Blob;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.axon.AggregateState;
import io.countersign.ledger.axon.StateTable;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code alert_seen} for one batch: one SELECT for all of its alerts before anything is decided,
 * one upsert for all after (invariant 16). The lock is held, so nothing changes in between. An
 * alert is known by its last episode's row; the rows of those before only say where they ended.
 */
public final class AlertSeenTable implements StateTable<AlertSeries, AlertCommand, AlertEvent> {
  private final Map<String, AlertSeries> known = new HashMap<>();
  private final Map<String, String> seriesOf = new HashMap<>();
  private final TreeMap<String, AlertSeenRow> changed = new TreeMap<>();
  private final HeldTexts texts = new HeldTexts();

  /** Those of which the last command told that they fire. */
  private final Set<String> firing = new HashSet<>();

  @Override
  public AggregateKind<AlertSeries, AlertCommand, AlertEvent> kind() {
    return AlertKind.KIND;
  }

  @Override
  public void load(Set<String> series, SqlConnection sql) {
    known.clear();
    seriesOf.clear();
    changed.clear();
    texts.clear();
    firing.clear();
    if (!series.isEmpty()) {
      known.putAll(AlertSeenRow.read(series, sql));
    }
  }

  /** The episode that the command is about, which may be one that begins with it. */
  @Override
  public String aggregate(AlertCommand command, CommandContext context) {
    var series = command.target();
    var id =
        AlertDecider.episode(series(series), command, context).map(AlertId::value).orElse(series);
    seriesOf.put(id, series);
    if (command instanceof AlertCommand.ObserveAlert told && told.firing()) {
      firing.add(series);
    } else {
      firing.remove(series);
    }
    return id;
  }

  private AlertSeries series(String name) {
    return known.getOrDefault(name, AlertSeries.UNKNOWN);
  }

  @Override
  public AggregateState<AlertSeries, AlertCommand, AlertEvent> state(String id) {
    var series = series(seriesOf.getOrDefault(id, id));
    var last = series.last();
    long events = last != null && last.value().equals(id) ? series.seen().events() : 0;
    return new AggregateState<>(kind(), id, series, events - 1);
  }

  @Override
  public void changed(String id, AlertSeries after, Instant at) {
    var name = seriesOf.getOrDefault(id, id);
    if (after.last() == null) {
      return;
    }
    var before = known.put(name, after);
    endText(before, after, firing.contains(name));
    if (before != null && !Objects.equals(before.last(), after.last())) {
      put(new AlertSeenRow(name, before, false, at));
    }
    put(new AlertSeenRow(name, after, true, at));
  }

  /**
   * @param toldAnew by a delivery that brings its own
   */
  private void endText(@Nullable AlertSeries before, AlertSeries after, boolean toldAnew) {
    var waited = before == null ? null : before.held();
    var text = waited == null ? null : waited.raised().annotations();
    if (waited != null && text != null && after.held() == null) {
      texts.ends(text, !toldAnew && waited.raised().alert().equals(after.last()));
    }
  }

  @Override
  public void unnamed(String series, Blob text) {
    var held = series(series).held();
    if (held != null && text.ref().equals(held.raised().annotations())) {
      texts.waits(text);
    }
  }

  private void put(AlertSeenRow row) {
    changed.put(row.alert(), row);
  }

  /** Whether an alert of the batch fires, as the batch has left it; nothing of any other. */
  Optional<Boolean> firing(AlertId alert) {
    return Optional.ofNullable(changed.get(alert.value())).map(AlertSeenRow::firing);
  }

  /** Sorted by id, each once. */
  @Override
  public void save(SqlConnection sql) {
    if (!changed.isEmpty()) {
      AlertSeenRow.write(changed.values(), sql);
    }
    texts.save(sql);
  }
}
