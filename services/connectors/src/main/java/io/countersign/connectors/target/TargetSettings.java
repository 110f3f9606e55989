package io.countersign.connectors.target;

import static io.countersign.connectors.settings.SettingForm.secret;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.catalog.EntityId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The targets that one executor is configured for.
 *
 * @param executor its configured name
 * @param entityKinds which kinds of targets it acts on
 * @param environments in which environments
 * @param bearer a secret's reference, for asking about their states
 * @param state how a target's state is read
 */
public record TargetSettings(
    String executor,
    Set<String> entityKinds,
    Set<String> environments,
    @Nullable String bearer,
    StateTemplate state) {
  public TargetSettings {
    entityKinds = Set.copyOf(entityKinds);
    environments = Set.copyOf(environments);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static TargetSettings read(String executor, SettingsReader settings) {
    return new TargetSettings(
        executor,
        Set.copyOf(settings.names("entityKinds", "the kinds of targets that it acts on")),
        Set.copyOf(settings.names("environments", "and in which environments")),
        settings.optional("bearer", secret(), "sent as a bearer token"),
        StateTemplate.read(settings.object("read")));
  }

  boolean include(EntityId target) {
    return entityKinds.contains(target.kind()) && environments.contains(target.environment());
  }
}
