package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The methods that read what was said in a channel or a thread. */
public final class HistoryMethods {
  private final SlackWorkspace workspace;

  public HistoryMethods(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  public Map<String, WebApi.Method> methods() {
    return Map.of(
        "conversations.history", new WebApi.Method(List.of(), this::history),
        "conversations.replies", new WebApi.Method(List.of(), this::replies));
  }

  private ObjectNode history(MethodCall call) {
    var channel = readable(call, "not_in_channel");
    var found =
        channel.messages().descendingMap().values().stream()
            .filter(it -> !isReply(it))
            .filter(it -> isBetween(it, call))
            .map(it -> seen(channel, it, call))
            .toList();
    return page(found, call);
  }

  private ObjectNode replies(MethodCall call) {
    var channel = readable(call, "channel_not_found");
    var given = call.needed("ts", "thread_not_found");
    var message = channel.messages().get(given);
    if (message == null) {
      throw new SlackError("thread_not_found");
    }
    var thread = message.path("thread_ts").asString(given);
    var found =
        channel.messages().values().stream()
            .filter(
                it ->
                    it.path("ts").asString().equals(thread)
                        || it.path("thread_ts").asString("").equals(thread))
            .filter(it -> it.path("ts").asString().equals(thread) || isBetween(it, call))
            .map(it -> seen(channel, it, call))
            .toList();
    return page(found, call);
  }

  private SlackChannel readable(MethodCall call, String otherwise) {
    var id = call.needed("channel", "channel_not_found");
    var channel = workspace.channels().get(id);
    if (channel == null) {
      throw new SlackError("channel_not_found");
    }
    WebApi.need(call, channel.scope() + ":history");
    if (!channel.members().contains(SlackApp.BOT_USER)) {
      throw new SlackError(channel.isPrivate() ? "channel_not_found" : otherwise);
    }
    return channel;
  }

  private static ObjectNode page(List<ObjectNode> found, MethodCall call) {
    var page = SlackPaging.of(found, call, 100);
    var it = WebApi.ok();
    var messages = it.putArray("messages");
    page.items().forEach(messages::add);
    it.put("has_more", !page.next().isEmpty());
    page.writeTo(it);
    return it;
  }

  public static boolean isReply(ObjectNode message) {
    var thread = message.path("thread_ts").asString("");
    return !thread.isEmpty() && !thread.equals(message.path("ts").asString());
  }

  private static boolean isBetween(ObjectNode message, MethodCall call) {
    double ts = Double.parseDouble(message.path("ts").asString());
    double oldest = time(call, "oldest", 0);
    double latest = time(call, "latest", Double.MAX_VALUE);
    return call.flag("inclusive") ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
  }

  private static double time(MethodCall call, String name, double fallback) {
    try {
      return call.has(name) ? Double.parseDouble(call.text(name)) : fallback;
    } catch (NumberFormatException _) {
      throw new SlackError("invalid_ts_" + name);
    }
  }

  /** As it's told: metadata only to who asks for it, and of a thread how long it is. */
  private static ObjectNode seen(SlackChannel channel, ObjectNode message, MethodCall call) {
    var it = message.deepCopy();
    if (!call.flag("include_all_metadata")) {
      it.remove("metadata");
    }
    var ts = it.path("ts").asString();
    var replies =
        channel.messages().values().stream()
            .filter(HistoryMethods::isReply)
            .filter(reply -> reply.path("thread_ts").asString("").equals(ts))
            .toList();
    if (!replies.isEmpty()) {
      it.put("thread_ts", ts).put("reply_count", replies.size());
      it.put("latest_reply", replies.getLast().path("ts").asString());
    }
    return it;
  }
}
