package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The methods {@code chat.*}. */
final class ChatMethods {
  private static final List<String> WRITE = List.of("chat:write");

  private final SlackWorkspace workspace;

  ChatMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "chat.postMessage", new WebApi.Method(WRITE, this::post),
        "chat.update", new WebApi.Method(WRITE, this::update),
        "chat.delete", new WebApi.Method(WRITE, this::delete),
        "chat.postEphemeral", new WebApi.Method(WRITE, this::postEphemeral),
        "chat.getPermalink", new WebApi.Method(List.of(), this::permalink));
  }

  private ObjectNode post(MethodCall call) {
    var channel = target(call);
    writable(channel);
    var message = Messages.ofBot(workspace.ts(), call);
    if (call.has("thread_ts")) {
      message.put("thread_ts", thread(channel, call.text("thread_ts")));
    }
    channel.messages().put(message.path("ts").asString(), message);
    return WebApi.ok()
        .put("channel", channel.id())
        .put("ts", message.path("ts").asString())
        .set("message", message.deepCopy());
  }

  /** A person's id is the channel in which the bot talks to them. */
  private SlackChannel target(MethodCall call) {
    var given = call.needed("channel", "channel_not_found");
    return workspace.users().containsKey(given)
        ? workspace.direct(given)
        : workspace.channel(given);
  }

  private static void writable(SlackChannel channel) {
    boolean member = channel.members().contains(SlackApp.BOT_USER);
    if (!member && channel.isPrivate()) {
      throw new SlackError("channel_not_found");
    }
    if (channel.isArchived()) {
      throw new SlackError("is_archived");
    }
    if (!member) {
      throw new SlackError("not_in_channel");
    }
  }

  /** Replies to a reply go to its thread. */
  private static String thread(SlackChannel channel, String ts) {
    var parent = channel.messages().get(ts);
    return parent == null ? ts : parent.path("thread_ts").asString(ts);
  }

  private ObjectNode update(MethodCall call) {
    var channel = workspace.channel(call.needed("channel", "channel_not_found"));
    var message = own(channel, call.needed("ts", "message_not_found"), "cant_update_message");
    if (channel.isArchived()) {
      throw new SlackError("is_inactive");
    }
    if (call.text("text").length() > 40_000) {
      throw new SlackError("msg_too_long");
    }
    var before = message.deepCopy();
    Messages.fill(message, call);
    if (!same(before, message)) {
      message.putObject("edited").put("user", SlackApp.BOT_USER).put("ts", workspace.ts());
    }
    return WebApi.ok()
        .put("channel", channel.id())
        .put("ts", message.path("ts").asString())
        .put("text", message.path("text").asString())
        .set("message", message.deepCopy());
  }

  private static boolean same(ObjectNode before, ObjectNode after) {
    return before.path("text").equals(after.path("text"))
        && before.path("blocks").equals(after.path("blocks"));
  }

  private static ObjectNode own(SlackChannel channel, String ts, String otherwise) {
    var message = channel.messages().get(ts);
    if (message == null) {
      throw new SlackError("message_not_found");
    }
    if (!message.path("bot_id").asString("").equals(SlackApp.BOT_ID)) {
      throw new SlackError(otherwise);
    }
    return message;
  }

  private ObjectNode delete(MethodCall call) {
    var channel = workspace.channel(call.needed("channel", "channel_not_found"));
    var ts = call.needed("ts", "message_not_found");
    own(channel, ts, "cant_delete_message");
    channel.messages().remove(ts);
    return WebApi.ok().put("channel", channel.id()).put("ts", ts);
  }

  private ObjectNode postEphemeral(MethodCall call) {
    var channel = workspace.channel(call.needed("channel", "channel_not_found"));
    writable(channel);
    if (!channel.members().contains(call.needed("user", "user_not_in_channel"))) {
      throw new SlackError("user_not_in_channel");
    }
    var message = Messages.ofBot(workspace.ts(), call);
    var ts = message.path("ts").asString();
    workspace
        .ephemerals()
        .add(new SlackWorkspace.Ephemeral(channel.id(), call.text("user"), ts, message));
    return WebApi.ok().put("message_ts", ts);
  }

  private ObjectNode permalink(MethodCall call) {
    var channel = workspace.channel(call.needed("channel", "channel_not_found"));
    var ts = call.needed("message_ts", "message_not_found");
    if (!channel.messages().containsKey(ts)) {
      throw new SlackError("message_not_found");
    }
    var url = "https://acme.slack.com/archives/" + channel.id() + "/p" + ts.replace(".", "");
    return WebApi.ok().put("channel", channel.id()).put("permalink", url);
  }
}
