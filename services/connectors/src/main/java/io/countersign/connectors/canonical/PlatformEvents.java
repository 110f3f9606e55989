package io.countersign.connectors.canonical;

import io.countersign.connectors.intake.BodyReader;
import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events that a platform such as Kubernetes reports of its own accord: {@code {attributes,
 * reason, firstSeen?, lastSeen?, count?, type?, message?, reference?}}. It becomes a change whose
 * action is the reason in kebab-case, at the time when it was first seen, and another one when it
 * was last seen. The message is somebody's free text, and with that never kept; nor are count and
 * type.
 */
final class PlatformEvents {
  private static final Set<String> MEMBERS =
      Set.of(
          "attributes", "reason", "firstSeen", "lastSeen", "count", "type", "message", "reference");

  /** What names a service where nothing says so itself, in this order. */
  private static final List<String> WORKLOADS =
      List.of(
          "k8s.deployment.name",
          "k8s.statefulset.name",
          "k8s.daemonset.name",
          "k8s.cronjob.name",
          "k8s.job.name");

  private static final String NODE = "k8s.node.name";

  /** The kind of entity that a node is. */
  private static final String HOST = "host";

  private static final Pattern REASON = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  /** {@code oom|Killed}, {@code Back|Off}: a word begins at a capital, if it isn't an acronym's. */
  private static final Pattern WORD =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.]");

  private PlatformEvents() {}

  /** None, and the reason told, when it can't be used. */
  static List<ObservedChange> read(
      JsonNode node, String where, IntegrationSettings settings, List<InputProblem> problems) {
    var event = new BodyReader(node, where, problems);
    event.only(MEMBERS);
    var reason = event.text("reason", 128);
    if (!reason.isEmpty() && !REASON.matcher(reason).matches()) {
      event.problem("reason", "must be a word such as OOMKilled");
    }
    var first = event.has("firstSeen") ? event.time("firstSeen") : null;
    var last = event.has("lastSeen") ? event.time("lastSeen") : null;
    if (!event.has("firstSeen") && !event.has("lastSeen")) {
      event.problem("lastSeen", "must be given, or firstSeen");
    }
    var reference = event.optional("reference", 1024);
    var entity = entity(event.texts("attributes", 1024), settings);
    if (entity.isEmpty()) {
      event.problem("attributes", "name no usable entity");
    }
    return event.good() && entity.isPresent()
        ? changes(settings.name(), entity.get(), action(reason), reference, first, last)
        : List.of();
  }

  static String action(String reason) {
    return WORD.matcher(reason).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  private static Optional<EntityId> entity(
      Map<String, String> given, IntegrationSettings settings) {
    var entities = new EntityAttributes(settings);
    var attributes = entities.attributes(given);
    if (attributes.containsKey(settings.nameAttribute())) {
      return entities.entity(attributes);
    }
    return WORKLOADS.stream()
        .map(attributes::get)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .map(name -> entities.entity(named(attributes, settings.nameAttribute(), name)))
        .orElseGet(() -> host(attributes, entities));
  }

  private static Optional<EntityId> host(
      Map<String, String> attributes, EntityAttributes entities) {
    var node = attributes.get(NODE);
    return node == null ? Optional.empty() : entities.entity(HOST, node, attributes);
  }

  private static Map<String, String> named(
      Map<String, String> attributes, String attribute, String name) {
    attributes.put(attribute, name);
    return attributes;
  }

  private static List<ObservedChange> changes(
      String feed,
      EntityId entity,
      String action,
      @Nullable String reference,
      @Nullable Instant first,
      @Nullable Instant last) {
    return Stream.of(Optional.ofNullable(first), Optional.ofNullable(last))
        .flatMap(Optional::stream)
        .distinct()
        .map(at -> new Change(feed, entity, action, at, reference, null, null, null, null))
        .map(change -> new ObservedChange(change, ""))
        .toList();
  }
}
