package io.countersign.connectors.intake;

import io.countersign.connectors.intake.EntityLadder.Exporter;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The naming of what an alert or a change is about: there is always something that it can be named
 * by. What looks like a secret names nothing, as ids are recorded for ever: the next rung is asked
 * instead.
 */
public final class EntityNaming {
  private static final String INSTANCE = "instance";

  private final IntegrationSettings settings;
  private final EntityAttributes entities;

  public EntityNaming(IntegrationSettings settings) {
    this.settings = settings;
    this.entities = new EntityAttributes(settings);
  }

  /** An entity, and what told it. */
  public record Named(EntityId entity, NamedBy by) {}

  /**
   * @param told as the source wrote it
   * @param name what it names, in full
   */
  private record Found(NamedBy by, String kind, String told, String name) {
    boolean isOpen() {
      return !TextRedaction.isNeeded(told) && !TextRedaction.isNeeded(name);
    }
  }

  /**
   * @param attributes as the integration maps them
   * @param last the rung that is left where they name nothing
   * @param word what that one names it by
   * @param adjustments where it's noted what was done to the name
   */
  public Named name(
      Map<String, String> attributes, NamedBy last, String word, Set<Adjustment> adjustments) {
    var found = found(attributes, last, word, adjustments);
    var name = EntityText.name(found.name());
    if (!name.equals(found.name())) {
      adjustments.add(Adjustment.ENTITY_NAME_REPLACED);
    }
    var environment = environment(attributes, adjustments);
    return new Named(new EntityId(found.kind(), environment, name), found.by());
  }

  /**
   * What a source names itself: in full as {@code kind/environment/name}, or by its name alone.
   * Empty where that says nothing, or looks like a secret.
   */
  public Optional<EntityId> told(String text, Set<Adjustment> adjustments) {
    var parts = text.strip().split("/", 3);
    boolean full = parts.length == 3 && Stream.of(parts).allMatch(EntityText::isThere);
    if (!full) {
      return EntityText.entity(
          settings.entityKind(), settings.environmentDefault(), text, adjustments);
    }
    if (TextRedaction.isNeeded(text)) {
      adjustments.add(Adjustment.ENTITY_NAME_REPLACED);
      return Optional.empty();
    }
    var kind = EntityText.name(parts[0].strip());
    var environment = EntityText.name(parts[1].strip());
    if (!environment.equals(parts[1]) || !kind.equals(parts[0])) {
      adjustments.add(Adjustment.ENVIRONMENT_REPLACED);
    }
    return EntityText.entity(kind, environment, parts[2], adjustments);
  }

  private String environment(Map<String, String> attributes, Set<Adjustment> adjustments) {
    var told = entities.environment(attributes);
    if (!EntityText.isThere(told)) {
      return settings.environmentDefault();
    }
    var name = TextRedaction.isNeeded(told) ? settings.environmentDefault() : EntityText.name(told);
    if (!name.equals(told)) {
      adjustments.add(Adjustment.ENVIRONMENT_REPLACED);
    }
    return name;
  }

  private Found found(
      Map<String, String> attributes, NamedBy last, String word, Set<Adjustment> adjustments) {
    for (var found : candidates(attributes).toList()) {
      if (found.isOpen()) {
        return found;
      }
      adjustments.add(Adjustment.ENTITY_NAME_REPLACED);
    }
    var name = TextRedaction.text(word);
    return new Found(last, kind(last), name, name);
  }

  private Stream<Found> candidates(Map<String, String> attributes) {
    var exporter = exporter(attributes);
    return Stream.concat(
        mapped(attributes).stream(),
        settings.ladder().rungs().entrySet().stream()
            .filter(rung -> exporter != Exporter.OF_HOSTS || isOfHosts(rung.getKey()))
            .flatMap(rung -> rung(rung.getKey(), rung.getValue(), attributes, exporter)));
  }

  private Exporter exporter(Map<String, String> attributes) {
    return Stream.of("job", "service", "service.name")
        .map(it -> settings.ladder().exporter(attributes.getOrDefault(it, "")))
        .filter(it -> it != Exporter.NONE)
        .findFirst()
        .orElse(Exporter.NONE);
  }

  private Optional<Found> mapped(Map<String, String> attributes) {
    var name = attributes.getOrDefault(settings.nameAttribute(), "").strip();
    return EntityText.isThere(name) && !isExporter(name)
        ? Optional.of(new Found(NamedBy.MAPPED, settings.entityKind(), name, name))
        : Optional.empty();
  }

  private Stream<Found> rung(
      NamedBy by, List<String> labels, Map<String, String> attributes, Exporter exporter) {
    return labels.stream()
        .filter(label -> exporter != Exporter.OF_OBJECTS || !label.equals(INSTANCE))
        .map(label -> attributes.getOrDefault(label, "").strip())
        .filter(EntityText::isThere)
        .filter(name -> by == NamedBy.JOB || !isExporter(name))
        .map(name -> new Found(by, kind(by), name, inFull(by, name, attributes)));
  }

  private boolean isExporter(String name) {
    return settings.ladder().exporter(name) != Exporter.NONE;
  }

  private static boolean isOfHosts(NamedBy rung) {
    return rung == NamedBy.HOST || rung == NamedBy.JOB;
  }

  private static String kind(NamedBy by) {
    return switch (by) {
      case MAPPED, SERVICE, WORKLOAD -> "service";
      case POD -> "pod";
      case VOLUME -> "volume";
      case HOST -> "host";
      case JOB -> "job";
      case ALERT_NAME -> "alert";
      case ACTION -> "change";
    };
  }

  /** Pods and volumes of one name are others in another namespace. */
  private static String inFull(NamedBy by, String name, Map<String, String> attributes) {
    return switch (by) {
      case POD, VOLUME ->
          Stream.of("k8s.namespace.name", "exported_namespace", "namespace")
              .map(it -> attributes.getOrDefault(it, ""))
              .filter(EntityText::isThere)
              .findFirst()
              .map(namespace -> namespace + ":" + name)
              .orElse(name);
      case HOST -> EntityText.host(name);
      case MAPPED, SERVICE, WORKLOAD, JOB, ALERT_NAME, ACTION -> name;
    };
  }
}
