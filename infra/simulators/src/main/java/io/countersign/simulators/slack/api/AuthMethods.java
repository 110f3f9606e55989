package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Methods about the token and the workspace. */
final class AuthMethods {
  private final SlackWorkspace workspace;
  private final Supplier<URI> sockets;

  AuthMethods(SlackWorkspace workspace, Supplier<URI> sockets) {
    this.workspace = workspace;
    this.sockets = sockets;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "auth.test", new WebApi.Method(List.of(), this::test),
        "team.info", new WebApi.Method(List.of("team:read"), this::team),
        "apps.connections.open", new WebApi.Method(List.of("connections:write"), this::open));
  }

  private ObjectNode test(MethodCall call) {
    var it = WebApi.ok();
    it.put("url", "https://" + SlackWorkspace.DOMAIN + ".slack.com/").put("team", "Acme");
    it.put("user", "countersign").put("team_id", SlackWorkspace.TEAM);
    it.put("user_id", SlackApp.BOT_USER).put("bot_id", SlackApp.BOT_ID);
    if (!workspace.enterprise().isEmpty()) {
      it.put("enterprise_id", workspace.enterprise());
    }
    return it.put("is_enterprise_install", false);
  }

  private ObjectNode team(MethodCall call) {
    var it = WebApi.ok();
    var team = it.putObject("team").put("id", SlackWorkspace.TEAM).put("name", "Acme");
    team.put("domain", SlackWorkspace.DOMAIN).put("email_domain", "example.com");
    team.put("url", "https://" + SlackWorkspace.DOMAIN + ".slack.com/");
    team.putObject("icon").put("image_default", true);
    return it;
  }

  private ObjectNode open(MethodCall call) {
    return WebApi.ok().put("url", sockets.get().toString());
  }
}
