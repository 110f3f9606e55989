package io.countersign.connectors.http;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.target.StateTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One control API over HTTP. It knows no product: everything that one differs in stands here.
 *
 * @param name the configured name, which a plan's steps carry
 * @param entityKinds which kinds of targets it acts on
 * @param environments in which environments
 * @param bearer a secret's reference
 * @param timeout of one request at most
 * @param keyHeader the header that carries the key of once-only effects
 * @param staleStatus the HTTP status that means: not in the expected state
 * @param actor what the target keeps as the actor: {@code ${actor}}
 */
public record HttpActionSettings(
    String name,
    Set<String> entityKinds,
    Set<String> environments,
    @Nullable String bearer,
    Duration timeout,
    String keyHeader,
    int staleStatus,
    String actor,
    Map<String, ActionTemplate> actions,
    StateTemplate read) {
  /** The configured word for this kind of executor. */
  public static final String KIND = "http-action";

  public HttpActionSettings {
    entityKinds = Set.copyOf(entityKinds);
    environments = Set.copyOf(environments);
    actions = Map.copyOf(actions);
  }

  /** From a mapping of the configuration file; problems are put where the reader puts them. */
  public static HttpActionSettings read(String name, SettingsReader settings) {
    settings.text("kind", KIND);
    var actions = new LinkedHashMap<String, ActionTemplate>();
    settings
        .objects("actions")
        .forEach((action, template) -> actions.put(action, ActionTemplate.read(template)));
    if (actions.isEmpty()) {
      settings.problem("actions", "must name at least one action");
    }
    return new HttpActionSettings(
        name,
        required(settings, "entityKinds"),
        required(settings, "environments"),
        settings.secret("bearer"),
        Duration.ofSeconds(settings.integer("timeoutSeconds", 20, 1, 3600)),
        header(settings),
        settings.integer("staleStatus", 409, 400, 499),
        settings.text("actor", "countersign"),
        actions,
        StateTemplate.read(settings.object("read")));
  }

  private static Set<String> required(SettingsReader settings, String key) {
    var values = Set.copyOf(settings.list(key));
    if (values.isEmpty()) {
      settings.problem(key, "must name at least one");
    }
    return values;
  }

  private static String header(SettingsReader settings) {
    var header = settings.text("keyHeader", "Idempotency-Key");
    if (!header.matches("[A-Za-z][A-Za-z0-9-]{0,63}")) {
      settings.problem("keyHeader", "is not a header's name");
      return "Idempotency-Key";
    }
    return header;
  }
}
