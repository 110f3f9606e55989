package io.countersign.connectors.intake;

import io.countersign.domain.catalog.EntityId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the entity that attributes speak of. */
public final class EntityAttributes {
  private static final String ENVIRONMENT_BEFORE_1_27 = "deployment.environment";

  private final IntegrationSettings settings;

  public EntityAttributes(IntegrationSettings settings) {
    this.settings = settings;
  }

  /** A source's labels under their attribute names; what isn't mapped stays as it is. */
  public Map<String, String> attributes(Map<String, String> labels) {
    var attributes = new LinkedHashMap<>(labels);
    settings
        .labels()
        .forEach(
            (label, attribute) -> {
              var value = labels.get(label);
              if (value != null) {
                attributes.put(attribute, value);
              }
            });
    return attributes;
  }

  /** Empty when they name none, or one that no id can be: by its characters, or as a secret. */
  public Optional<EntityId> entity(Map<String, String> attributes) {
    var name = attributes.getOrDefault(settings.nameAttribute(), "");
    return entity(settings.entityKind(), name, attributes);
  }

  /** What has this name, in the environment that the attributes tell; empty as above. */
  public Optional<EntityId> entity(String kind, String name, Map<String, String> attributes) {
    var environment = environment(attributes);
    try {
      var entity =
          new EntityId(
              kind, environment.isEmpty() ? settings.environmentDefault() : environment, name);
      return Optional.of(entity).filter(it -> it.redacted().equals(it));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The environment's name as the attributes tell it; empty when they don't. */
  String environment(Map<String, String> attributes) {
    return attributes.getOrDefault(
        IntegrationSettings.ENVIRONMENT, attributes.getOrDefault(ENVIRONMENT_BEFORE_1_27, ""));
  }

  /**
   * The labels that every alert about this entity carries, the other way round; none when this
   * integration's alerts are about something else. Alerts of the default environment may name none.
   */
  public Map<String, String> labels(EntityId entity) {
    var labels = new LinkedHashMap<String, String>();
    if (!entity.kind().equals(settings.entityKind())) {
      return labels;
    }
    boolean named = !entity.environment().equals(settings.environmentDefault());
    settings
        .labels()
        .forEach(
            (label, attribute) -> {
              if (attribute.equals(settings.nameAttribute())) {
                labels.put(label, entity.name());
              } else if (named && attribute.equals(IntegrationSettings.ENVIRONMENT)) {
                labels.put(label, entity.environment());
              }
            });
    return labels;
  }
}
