package io.countersign.bench.judge;

import io.countersign.domain.change.Change;
import io.countersign.domain.diagnosis.Evidence.ChangeSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * * The deploys, commits and flags of one incident. A deploy puts its commit into service, and with
 * it every commit to that service's files since its last deploy.
 */
final class RootCauseBenchChanges {
  /** What a deploy merely carries was there before what it is named after. */
  private static final Duration BEFORE = Duration.ofSeconds(1);

  private final Map<String, JsonNode> commits = new LinkedHashMap<>();
  private final List<JsonNode> deploys;
  private final List<ChangeSeen> changes = new ArrayList<>();

  private RootCauseBenchChanges(JsonNode commits, JsonNode deploys) {
    commits.forEach(it -> this.commits.put(it.path("sha").asString(), it));
    this.deploys =
        StreamSupport.stream(deploys.spliterator(), false)
            .sorted(Comparator.comparing(RootCauseBenchChanges::at))
            .toList();
  }

  static List<ChangeSeen> read(Path context) throws IOException {
    var read =
        new RootCauseBenchChanges(
            RootCauseBenchScenario.tree(context.resolve("commits.json")),
            RootCauseBenchScenario.tree(context.resolve("deploys.json")));
    read.deploys.forEach(read::deployed);
    RootCauseBenchScenario.tree(context.resolve("flags.json")).forEach(read::set);
    return read.changes;
  }

  private void deployed(JsonNode deploy) {
    var service = deploy.path("service").asString();
    var sha = deploy.path("commit_sha").asString();
    add(service, "deploy", at(deploy), sha, sha, contents(commits.get(sha)));
    var since =
        deploys.stream()
            .filter(it -> it.path("service").asString().equals(service))
            .map(RootCauseBenchChanges::at)
            .filter(it -> it.isBefore(at(deploy)))
            .reduce(Instant.MIN, (_, later) -> later);
    var named =
        deploys.stream().map(it -> it.path("commit_sha").asString()).collect(Collectors.toSet());
    commits.forEach(
        (other, commit) -> {
          boolean carried = at(commit).isAfter(since) && at(commit).isBefore(at(deploy));
          if (carried && !named.contains(other) && touches(commit, service)) {
            add(
                service,
                "deploy of a commit",
                at(deploy).minus(BEFORE),
                other,
                other,
                contents(commit));
          }
        });
  }

  private void set(JsonNode flag) {
    var name = flag.path("flag").asString();
    add(flag.path("service").asString(), "flag", at(flag), name, null, name);
  }

  private void add(
      String service,
      String action,
      Instant at,
      String reference,
      @Nullable String version,
      String about) {
    var entity = RootCauseBenchScenario.entity(service);
    var change = new Change("context", entity, action, at, reference, null, version, null, null);
    changes.add(new ChangeSeen(change, "changes", about));
  }

  /** Message, files and diff. */
  private static String contents(@Nullable JsonNode commit) {
    return commit == null
        ? ""
        : commit.path("message").asString()
            + " "
            + commit.path("files_changed")
            + " "
            + diff(commit);
  }

  /** The lines that were taken out or put in. */
  private static String diff(JsonNode commit) {
    return commit
        .path("diff")
        .asString("")
        .lines()
        .filter(it -> it.startsWith("+") || it.startsWith("-"))
        .collect(Collectors.joining(" "));
  }

  /** Whether one of its files lies in a folder that is called like the service. */
  private static boolean touches(JsonNode commit, String service) {
    var wanted = withoutSuffix(service);
    Set<String> folders = new LinkedHashSet<>();
    commit.path("files_changed").forEach(it -> folders.addAll(List.of(it.asString("").split("/"))));
    return folders.stream().anyMatch(it -> withoutSuffix(it).equals(wanted));
  }

  private static String withoutSuffix(String name) {
    return name.replaceAll("[-_]?(service|svc)$", "");
  }

  private static Instant at(JsonNode node) {
    return Instant.parse(node.path("timestamp").asString());
  }
}
