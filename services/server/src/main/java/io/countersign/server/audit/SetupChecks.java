package io.countersign.server.audit;

import io.countersign.connectors.settings.ShortSecrets;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Redaction;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.transport.StrictYaml;
import io.countersign.domain.Digest;
import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Connections;
import io.countersign.server.config.Installation;
import io.countersign.server.oncall.OncallHealth;
import io.countersign.server.planning.RunbookCovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final StrictYaml YAML = StrictYaml.upTo(1024 * 1024);

  private final Connections connections;
  private final Catalog catalog;
  private final RunbookCovers covers;
  private final OncallHealth oncall;
  private final LinkedAccounts accounts;
  private final Path file;
  private final Optional<Digest> atStart;

  SetupChecks(
      Connections connections,
      Catalog catalog,
      RunbookCovers covers,
      OncallHealth oncall,
      LinkedAccounts accounts,
      Installation installation) {
    this.oncall = oncall;
    this.connections = connections;
    this.catalog = catalog;
    this.covers = covers;
    this.accounts = accounts;
    var named = installation.configuration();
    this.file = named == null ? installation.home().resolve("countersign.yaml") : named;
    this.atStart = digest(file);
  }

  List<Check> all() {
    var checks = new ArrayList<>(own());
    oncall.names().forEach(it -> checks.add(new Check("on call", it, () -> oncall.schedule(it))));
    for (var chat : connections.of(Conversation.class)) {
      var name = chat.name();
      checks.add(new Check("setup", "accounts of " + name, () -> linked(name)));
    }
    return List.copyOf(checks);
  }

  private List<Check> own() {
    return List.of(
        new Check("setup", "configuration file", () -> configuration(file, atStart)),
        new Check("setup", "secrets", () -> secrets(file)),
        new Check("setup", "evidence", this::evidence),
        new Check("setup", "executors", this::executors),
        new Check("setup", "catalogue", this::catalogue),
        new Check("setup", "runbooks", this::runbooks),
        new Check("setup", "routes of notices", oncall::routes));
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

  /** Those that are so short that they stand in texts as they are. */
  static ConnectionHealth secrets(Path file) {
    var shorter =
        text(file).flatMap(it -> YAML.read(it, _ -> {})).map(ShortSecrets::of).orElse(List.of());
    return shorter.isEmpty()
        ? ConnectionHealth.working("none of those that can be read is too short")
        : ConnectionHealth.degraded(
            "shorter than %s characters (texts aren't cleared of one with less than %s): %s"
                .formatted(ShortSecrets.SAFE, Redaction.SHORTEST, String.join(", ", shorter)),
            "Have the other side make a longer one, and put it where that refers to.");
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Optional<Digest> digest(Path file) {
    try {
      return Optional.of(Digest.of(Files.readAllBytes(file)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private ConnectionHealth linked(String chat) {
    return counted(
        accounts.count(chat),
        "accounts are linked to persons",
        "nobody has linked an account, so that every press there is refused",
        "Whoever is to act there runs: countersign link " + chat);
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
