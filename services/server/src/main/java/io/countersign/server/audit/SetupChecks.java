package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.Digest;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Connections;
import io.countersign.server.config.Installation;
import io.countersign.server.planning.RunbookCovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The checks of what has to be set up before anything can be explained or mended, and whether the
 * server goes by what is set up now.
 */
@Component
final class SetupChecks {
  private static final String CONNECT = " See docs/guides/connect-a-source.md.";

  private final Connections connections;
  private final Catalog catalog;
  private final RunbookCovers covers;
  private final Path file;
  private final Optional<Digest> atStart;

  SetupChecks(
      Connections connections, Catalog catalog, RunbookCovers covers, Installation installation) {
    this.connections = connections;
    this.catalog = catalog;
    this.covers = covers;
    var named = installation.configuration();
    this.file = named == null ? installation.home().resolve("countersign.yaml") : named;
    this.atStart = digest(file);
  }

  List<Check> all() {
    return List.of(
        new Check("setup", "configuration file", () -> configuration(file, atStart)),
        new Check("setup", "evidence", this::evidence),
        new Check("setup", "executors", this::executors),
        new Check("setup", "catalogue", this::catalogue),
        new Check("setup", "runbooks", this::runbooks));
  }

  /**
   * @param atStart empty where there was none
   */
  static ConnectionHealth configuration(Path file, Optional<Digest> atStart) {
    if (digest(file).equals(atStart)) {
      return ConnectionHealth.working(
          atStart.isEmpty() ? "none (" + file + ")" : file + ", as it was at the start");
    }
    return ConnectionHealth.degraded(
        file + " was changed since the start, and the server goes by what it was",
        "Start the server again: Ctrl-C (or SIGTERM), then countersign up.");
  }

  static Optional<Digest> digest(Path file) {
    try {
      return Optional.of(Digest.of(Files.readAllBytes(file)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private ConnectionHealth evidence() {
    return counted(
        connections.evidence().size(),
        "sources of evidence",
        "no source of evidence is configured, so every cause is unknown",
        "Name one under `evidence` in the configuration file." + CONNECT);
  }

  private ConnectionHealth executors() {
    return counted(
        connections.executors().size(),
        "executors",
        "no executor is configured, so no plan is ever made",
        "Name one under `executors` in the configuration file." + CONNECT);
  }

  private ConnectionHealth catalogue() {
    return counted(
        catalog.contents().entities().size(),
        "entities",
        "the catalogue is empty: alerts are tied together by their names alone",
        "Tell what there is and what calls what: countersign catalog --apply FILE");
  }

  /** One that nothing carries out may be meant for others. */
  private ConnectionHealth runbooks() {
    var gaps = new TreeMap<>(covers.now().gaps());
    return ConnectionHealth.working(
        gaps.isEmpty() || connections.executors().isEmpty()
            ? "countersign runbooks shows them"
            : gaps.entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining("; ", "can't be carried out: ", "")));
  }

  private static ConnectionHealth counted(int many, String what, String none, String advice) {
    return many > 0
        ? ConnectionHealth.working(many + " " + what)
        : ConnectionHealth.degraded(none, advice);
  }
}
