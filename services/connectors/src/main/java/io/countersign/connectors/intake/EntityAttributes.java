package io.countersign.connectors.intake;

import io.countersign.domain.catalog.EntityId;
import java.util.LinkedHashMap;
import java.util.Map;

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
