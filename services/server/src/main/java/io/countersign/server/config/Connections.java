package io.countersign.server.config;

import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.util.List;
import java.util.Optional;

/** Everything outside that the configuration names. */
public record Connections(
    List<EvidenceBinding> evidence,
    List<LogSource> logs,
    List<ChangeFeed> feeds,
    List<ActionExecutor> executors,
    List<ApprovalNotifier> notifiers,
    List<SilenceSource> silences) {
  public Connections {
    evidence = List.copyOf(evidence);
    logs = List.copyOf(logs);
    feeds = List.copyOf(feeds);
    executors = List.copyOf(executors);
    notifiers = List.copyOf(notifiers);
    silences = List.copyOf(silences);
  }

  public Optional<ActionExecutor> executor(String name) {
    return executors.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  public Optional<EvidenceBinding> evidence(String source) {
    return evidence.stream().filter(e -> e.source().name().equals(source)).findFirst();
  }

  /** The first source that has a query for this signal of this entity. */
  public Optional<EvidenceBinding> evidenceFor(Signal signal, EntityId entity) {
    return evidence.stream().filter(e -> e.query(signal, entity).isPresent()).findFirst();
  }

  public Optional<LogSource> logs(String source) {
    return logs.stream().filter(it -> it.name().equals(source)).findFirst();
  }

  /** The first source in which this entity's lines are looked for. */
  public Optional<LogSource> logsOf(EntityId entity) {
    return logs.stream().filter(it -> it.covers(entity)).findFirst();
  }

  public Optional<ChangeFeed> feed(String name) {
    return feeds.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
