package io.countersign.server.config;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorContext;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.util.List;
import java.util.Optional;

/** The connections to everything outside that the configuration names. */
public final class Connections {
  private final List<Connection> all;

  public Connections(List<? extends Connection> all) {
    this.all = List.copyOf(all);
  }

  /** Makes them. Nobody outside is asked yet. */
  static Connections open(List<ConfiguredConnection> configured, ConnectorContext context) {
    return new Connections(configured.stream().map(it -> it.open(context)).toList());
  }

  /** Those that serve a port, in the order in which they are configured. */
  public <C extends Connection> List<C> of(Class<C> port) {
    return all.stream().filter(port::isInstance).map(port::cast).toList();
  }

  private <C extends Connection> Optional<C> named(String name, Class<C> port) {
    return of(port).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  public List<EvidenceSource> evidence() {
    return of(EvidenceSource.class);
  }

  public Optional<EvidenceSource> evidence(String source) {
    return named(source, EvidenceSource.class);
  }

  /** The first source that has a query for this signal of this entity. */
  public Optional<EvidenceSource> evidenceFor(Signal signal, EntityId entity) {
    return evidence().stream().filter(it -> it.query(signal, entity).isPresent()).findFirst();
  }

  public Optional<LogSource> logs(String source) {
    return named(source, LogSource.class);
  }

  /** The first source in which this entity's lines are looked for. */
  public Optional<LogSource> logsOf(EntityId entity) {
    return of(LogSource.class).stream().filter(it -> it.covers(entity)).findFirst();
  }

  public List<ChangeFeed> feeds() {
    return of(ChangeFeed.class);
  }

  public Optional<ChangeFeed> feed(String name) {
    return named(name, ChangeFeed.class);
  }

  public List<ActionExecutor> executors() {
    return of(ActionExecutor.class);
  }

  public Optional<ActionExecutor> executor(String name) {
    return named(name, ActionExecutor.class);
  }

  public List<ApprovalNotifier> notifiers() {
    return of(ApprovalNotifier.class);
  }

  public List<CalendarSource> calendars() {
    return of(CalendarSource.class);
  }

  public List<SilenceSource> silences() {
    return of(SilenceSource.class);
  }
}
