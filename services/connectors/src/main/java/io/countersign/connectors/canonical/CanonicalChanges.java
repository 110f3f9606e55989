package io.countersign.connectors.canonical;

import io.countersign.connectors.feed.RemediationMark;
import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The canonical form of changes: {@code {"changes": [{entity | attributes, action, at, reference?,
 * fromVersion?, toVersion?, actor?, reason?}]}}. An entity is {@code kind/environment/name}, or a
 * name alone, in the default environment. Beside them, or instead, {@code events} that a platform
 * reports: see {@link PlatformEvents}.
 */
public final class CanonicalChanges {
  private static final int MAX_CHANGES = 10_000;
  private static final Set<String> MEMBERS =
      Set.of(
          "entity",
          "attributes",
          "action",
          "at",
          "reference",
          "fromVersion",
          "toVersion",
          "actor",
          "reason");

  private CanonicalChanges() {}

  /**
   * Reads a body; it never throws for what it reads.
   *
   * @param settings of the integration that posts: its name becomes the changes' feed
   */
  public static ParsedBody<ChangeAnswer> parse(byte[] body, IntegrationSettings settings) {
    return ParsedBody.ofJson(body, top -> changes(top, settings));
  }

  private static ParsedBody<ChangeAnswer> changes(BodyReader top, IntegrationSettings settings) {
    top.only(Set.of("changes", "events"));
    var items =
        top.has("events") && !top.has("changes") ? List.<JsonNode>of() : top.items("changes");
    var events = top.has("events") ? top.items("events") : List.<JsonNode>of();
    if (items.size() + events.size() > MAX_CHANGES) {
      return new ParsedBody.TooLarge<>(
          new InputProblem("/changes", "are more than " + MAX_CHANGES));
    }
    boolean formed = top.good();
    var problems = top.problems();
    var changes = new ArrayList<ObservedChange>();
    for (int i = 0; i < items.size(); i++) {
      read(items.get(i), "/changes/" + i, settings, problems).ifPresent(changes::add);
    }
    for (int i = 0; i < events.size(); i++) {
      changes.addAll(PlatformEvents.read(events.get(i), "/events/" + i, settings, problems));
    }
    return formed && (problems.isEmpty() || !changes.isEmpty())
        ? new ParsedBody.Accepted<>(new ChangeAnswer(changes, problems))
        : new ParsedBody.Malformed<>(problems);
  }

  private static Optional<ObservedChange> read(
      JsonNode node, String where, IntegrationSettings settings, List<InputProblem> problems) {
    var change = new BodyReader(node, where, problems);
    change.only(MEMBERS);
    var entity = entity(change, settings);
    var at = change.time("at");
    var action = change.text("action", 200);
    var reference = change.scalar("reference", 1024);
    var from = change.scalar("fromVersion", 1024);
    var to = change.scalar("toVersion", 1024);
    var actor = change.optional("actor", 1024);
    var remediation = RemediationMark.in(change.optional("reason", 16 * 1024));
    if (!change.good() || at == null || entity.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ObservedChange(
            new Change(
                settings.name(), entity.get(), action, at, reference, from, to, remediation, null),
            actor == null ? "" : actor));
  }

  private static Optional<EntityId> entity(BodyReader change, IntegrationSettings settings) {
    if (change.has("entity") == change.has("attributes")) {
      change.problem("entity", "must be given, or attributes instead of it");
      return Optional.empty();
    }
    var entities = new EntityAttributes(settings);
    var found =
        change.has("entity")
            ? EntityNames.find(
                change.text("entity", 700), settings.entityKind(), settings.environmentDefault())
            : entities.entity(entities.attributes(change.texts("attributes", 1024)));
    if (found.isEmpty()) {
      change.problem(change.has("entity") ? "entity" : "attributes", "name no usable entity");
    }
    return found;
  }
}
