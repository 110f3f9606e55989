package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackUser;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The methods {@code conversations.*} save those that read what was said. */
final class ChannelMethods {
  private static final List<String> MANAGE = List.of("channels:manage");
  private static final String TYPES = "public_channel|private_channel|mpim|im";

  private final SlackWorkspace workspace;

  ChannelMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "conversations.list", new WebApi.Method(List.of(), this::list),
        "users.conversations", new WebApi.Method(List.of(), this::ofUser),
        "conversations.info", new WebApi.Method(List.of(), this::info),
        "conversations.members", new WebApi.Method(List.of(), this::members),
        "conversations.open", new WebApi.Method(List.of("im:write"), this::open),
        "conversations.join", new WebApi.Method(List.of("channels:join"), this::join),
        "conversations.archive", new WebApi.Method(MANAGE, this::archive),
        "conversations.create", new WebApi.Method(MANAGE, this::create));
  }

  private ObjectNode list(MethodCall call) {
    return page(visible(call), call);
  }

  private ObjectNode ofUser(MethodCall call) {
    var user = call.has("user") ? call.text("user") : SlackApp.BOT_USER;
    return page(visible(call).stream().filter(it -> it.members().contains(user)).toList(), call);
  }

  private List<SlackChannel> visible(MethodCall call) {
    var types = List.of((call.has("types") ? call.text("types") : "public_channel").split(",", -1));
    if (!types.stream().allMatch(it -> it.strip().matches(TYPES))) {
      throw new SlackError("invalid_types");
    }
    for (var type : types) {
      WebApi.need(
          call,
          switch (type.strip()) {
            case "public_channel" -> "channels:read";
            case "private_channel" -> "groups:read";
            case "im" -> "im:read";
            default -> "mpim:read";
          });
    }
    return workspace.channels().values().stream()
        .filter(it -> types.contains(it.type()))
        .filter(it -> !it.isPrivate() || it.members().contains(SlackApp.BOT_USER))
        .filter(it -> !call.flag("exclude_archived") || !it.isArchived())
        .toList();
  }

  private static ObjectNode page(List<SlackChannel> found, MethodCall call) {
    var page = SlackPaging.of(found, call, 100);
    var it = WebApi.ok();
    var channels = it.putArray("channels");
    page.items().forEach(channel -> channels.add(channel.json(SlackApp.BOT_USER)));
    page.writeTo(it);
    return it;
  }

  /** What is private isn't there for those outside. */
  private SlackChannel known(MethodCall call) {
    var channel = workspace.channels().get(call.needed("channel", "channel_not_found"));
    if (channel == null
        || (channel.isPrivate() && !channel.members().contains(SlackApp.BOT_USER))) {
      throw new SlackError("channel_not_found");
    }
    return channel;
  }

  private ObjectNode info(MethodCall call) {
    var channel = known(call);
    WebApi.need(call, channel.scope() + ":read");
    return WebApi.ok().set("channel", channel.json(SlackApp.BOT_USER));
  }

  private ObjectNode members(MethodCall call) {
    var channel = known(call);
    WebApi.need(call, channel.scope() + ":read");
    var page = SlackPaging.of(List.copyOf(channel.members()), call, 100);
    var it = WebApi.ok();
    var members = it.putArray("members");
    page.items().forEach(members::add);
    page.writeTo(it);
    return it;
  }

  private ObjectNode open(MethodCall call) {
    if (call.has("channel")) {
      return opened(known(call), call);
    }
    var users = call.needed("users", "users_list_not_supplied").split(",", -1);
    if (users.length != 1) {
      throw new SlackError("too_many_users");
    }
    var user = workspace.user(users[0], "user_not_found");
    if (user.kind() == SlackUser.Kind.DEACTIVATED) {
      throw new SlackError("user_disabled");
    }
    return opened(workspace.direct(user.id()), call);
  }

  private static ObjectNode opened(SlackChannel channel, MethodCall call) {
    var it = WebApi.ok();
    if (call.flag("return_im")) {
      return it.set("channel", channel.json(SlackApp.BOT_USER));
    }
    it.putObject("channel").put("id", channel.id());
    return it;
  }

  private ObjectNode join(MethodCall call) {
    var channel = known(call);
    if (channel.isPrivate()) {
      throw new SlackError("method_not_supported_for_channel_type");
    }
    if (channel.isArchived()) {
      throw new SlackError("is_archived");
    }
    channel.members().add(SlackApp.BOT_USER);
    return WebApi.ok().set("channel", channel.json(SlackApp.BOT_USER));
  }

  private ObjectNode archive(MethodCall call) {
    var channel = known(call);
    if (channel.isDirect()) {
      throw new SlackError("method_not_supported_for_channel_type");
    }
    if (channel.isArchived()) {
      throw new SlackError("already_archived");
    }
    channel.archive(true);
    return WebApi.ok();
  }

  private ObjectNode create(MethodCall call) {
    var name = call.needed("name", "invalid_name_required");
    if (name.length() > 80) {
      throw new SlackError("invalid_name_maxlength");
    }
    if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
      throw new SlackError("invalid_name_specials");
    }
    if (workspace.channels().values().stream().anyMatch(it -> it.name().equals(name))) {
      throw new SlackError("name_taken");
    }
    var made = workspace.newChannel(name, call.flag("is_private"));
    made.members().add(SlackApp.BOT_USER);
    return WebApi.ok().set("channel", made.json(SlackApp.BOT_USER));
  }
}
