package io.countersign.connectors.slack.manifest;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The manifest of the app, from which Slack sets it up: nobody has to find the settings one by one.
 *
 * @param name what the app is called in the workspace, 1 to 35 characters
 * @param command with its slash
 * @param deliveries where Slack posts to over HTTP: https, one address for all; unused with Socket
 *     Mode
 */
public record SlackManifest(String name, String command, URI deliveries, SlackMode mode) {
  private static final int MAX_NAME = 35;

  /**
   * @throws IllegalArgumentException when a part isn't as described
   */
  public SlackManifest {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("an app's name has 1 to " + MAX_NAME + " characters");
    }
    if (!command.matches("/[a-z0-9_-]{1,31}")) {
      throw new IllegalArgumentException("not a command, such as /countersign");
    }
    if (mode == SlackMode.HTTP && !"https".equals(deliveries.getScheme())) {
      throw new IllegalArgumentException("Slack posts to https addresses only");
    }
  }

  /** As it's pasted where an app is made from a manifest. */
  public String json() {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree());
  }

  /** The same in YAML. */
  public String yaml() {
    return YAMLMapper.builder()
        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
        .build()
        .writeValueAsString(tree());
  }

  private ObjectNode tree() {
    var it = JsonNodeFactory.instance.objectNode();
    it.putObject("_metadata").put("major_version", 1).put("minor_version", 1);
    it.putObject("display_information")
        .put("name", name)
        .put("description", "Approvals of what is done about incidents");
    features(it.putObject("features"));
    var scopes = it.putObject("oauth_config").putObject("scopes").putArray("bot");
    SlackScopes.all().forEach(scopes::add);
    settings(it.putObject("settings"));
    return it;
  }

  private void features(ObjectNode features) {
    features
        .putObject("app_home")
        .put("home_tab_enabled", false)
        .put("messages_tab_enabled", true)
        .put("messages_tab_read_only_enabled", false);
    features.putObject("bot_user").put("display_name", name).put("always_online", false);
    var typed = features.putArray("slash_commands").addObject().put("command", command);
    typed.put("description", "Incidents, approvals, and linking your account");
    typed.put("usage_hint", "status | incidents | approvals | link").put("should_escape", false);
    addressed(typed, "url");
  }

  private void settings(ObjectNode settings) {
    var events = settings.putObject("event_subscriptions");
    addressed(events, "request_url");
    events.putArray("bot_events").add("app_mention").add("message.im");
    addressed(settings.putObject("interactivity").put("is_enabled", true), "request_url");
    settings
        .put("org_deploy_enabled", false)
        .put("socket_mode_enabled", mode == SlackMode.SOCKET)
        .put("token_rotation_enabled", false);
  }

  private void addressed(ObjectNode part, String key) {
    if (mode == SlackMode.HTTP) {
      part.put(key, deliveries.toString());
    }
  }
}
