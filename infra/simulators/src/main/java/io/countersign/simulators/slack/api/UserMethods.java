package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackUser;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods {@code users.*}. */
final class UserMethods {
  private static final List<String> READ = List.of("users:read");

  private final SlackWorkspace workspace;

  UserMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "users.info", new WebApi.Method(READ, this::info),
        "users.list", new WebApi.Method(READ, this::list),
        "users.lookupByEmail", new WebApi.Method(List.of("users:read.email"), this::byEmail));
  }

  private ObjectNode info(MethodCall call) {
    var user = workspace.user(call.needed("user", "user_not_found"), "user_not_found");
    return WebApi.ok().set("user", json(user, call));
  }

  private ObjectNode list(MethodCall call) {
    var page = SlackPaging.of(List.copyOf(workspace.users().values()), call, 100);
    var it = WebApi.ok();
    var members = it.putArray("members");
    page.items().forEach(user -> members.add(json(user, call)));
    it.put("cache_ts", workspace.now().getEpochSecond());
    page.writeTo(it);
    return it;
  }

  private ObjectNode byEmail(MethodCall call) {
    var email = call.needed("email", "users_not_found");
    return workspace.users().values().stream()
        .filter(it -> it.email().equalsIgnoreCase(email))
        .filter(it -> it.kind() != SlackUser.Kind.DEACTIVATED)
        .findFirst()
        .map(it -> WebApi.ok().set("user", json(it, call)))
        .orElseThrow(() -> new SlackError("users_not_found"));
  }

  private ObjectNode json(SlackUser user, MethodCall call) {
    var it = JsonNodeFactory.instance.objectNode();
    it.put("id", user.id()).put("team_id", user.team()).put("name", user.name());
    it.put("deleted", user.kind() == SlackUser.Kind.DEACTIVATED).put("real_name", user.name());
    it.put("tz", "Etc/UTC").put("tz_label", "Coordinated Universal Time").put("tz_offset", 0);
    it.set("profile", profile(user, call));
    it.put("is_admin", false).put("is_owner", false).put("is_primary_owner", false);
    it.put("is_restricted", user.kind() == SlackUser.Kind.GUEST);
    it.put("is_ultra_restricted", false).put("is_bot", user.kind() == SlackUser.Kind.BOT);
    it.put("is_stranger", user.kind() == SlackUser.Kind.STRANGER);
    it.put("is_app_user", false).put("is_email_confirmed", !user.email().isEmpty());
    it.put("updated", 1_700_000_000);
    if (!workspace.enterprise().isEmpty()) {
      var enterprise = it.putObject("enterprise_user").put("id", user.id());
      enterprise.put("enterprise_id", workspace.enterprise()).put("enterprise_name", "Acme Org");
      enterprise.put("is_admin", false).put("is_owner", false);
      enterprise.putArray("teams").add(SlackWorkspace.TEAM);
    }
    return it;
  }

  private static ObjectNode profile(SlackUser user, MethodCall call) {
    var it = JsonNodeFactory.instance.objectNode();
    it.put("real_name", user.name()).put("display_name", user.name());
    it.put("real_name_normalized", user.name()).put("display_name_normalized", user.name());
    it.put("team", user.team());
    if (!user.email().isEmpty() && call.token().scopes().contains("users:read.email")) {
      it.put("email", user.email());
    }
    return it;
  }
}
