package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.BlockKit;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackUser;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages as Slack keeps them. */
public final class Messages {
  private static final int MAX_TEXT = 40_000;

  private Messages() {}

  /** One that the app posts. */
  public static ObjectNode ofBot(String ts, MethodCall call) {
    var it = JsonNodeFactory.instance.objectNode();
    it.put("user", SlackApp.BOT_USER).put("type", "message").put("ts", ts);
    it.put("bot_id", SlackApp.BOT_ID).put("app_id", SlackApp.ID);
    it.put("team", SlackWorkspace.TEAM);
    fill(it, call);
    return it;
  }

  /** One that a person writes. */
  public static ObjectNode ofPerson(String ts, SlackUser user, String text) {
    var it = JsonNodeFactory.instance.objectNode();
    it.put("user", user.id()).put("type", "message").put("ts", ts);
    return it.put("team", user.team()).put("text", text);
  }

  /** Takes over the content of a call; what is wrong with it is an error. */
  public static void fill(ObjectNode message, MethodCall call) {
    var blocks = call.nested("blocks", "invalid_blocks_format");
    if (!call.has("text") && blocks.isEmpty() && !call.has("attachments")) {
      throw new SlackError("no_text");
    }
    blocks.ifPresentOrElse(it -> blocks(message, it), () -> message.remove("blocks"));
    var text = call.text("text");
    message.put("text", text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    call.nested("metadata", "invalid_metadata_format").ifPresent(it -> metadata(message, it));
    call.nested("attachments", "invalid_attachments")
        .ifPresent(it -> message.set("attachments", it));
  }

  private static void blocks(ObjectNode message, JsonNode blocks) {
    if (!blocks.isArray()) {
      throw new SlackError("invalid_blocks_format");
    }
    var problems = BlockKit.ofMessage(blocks);
    if (!problems.isEmpty()) {
      throw new SlackError("invalid_blocks", problems.toArray(String[]::new));
    }
    var kept = named((ArrayNode) blocks.deepCopy());
    if (!kept.isEmpty()) {
      message.set("blocks", kept);
    } else {
      message.remove("blocks");
    }
  }

  /** Blocks without an id get one, and elements that act. */
  public static ArrayNode named(ArrayNode blocks) {
    int number = 0;
    for (var block : blocks) {
      number++;
      var id = String.format(Locale.ROOT, "b%03d", number);
      if (!block.hasNonNull("block_id")) {
        ((ObjectNode) block).put("block_id", id);
      }
      int element = 0;
      for (var it : block.path("elements")) {
        element++;
        if (it.path("type").asString("").equals("button") && !it.hasNonNull("action_id")) {
          ((ObjectNode) it).put("action_id", id + "e" + element);
        }
      }
    }
    return blocks;
  }

  private static void metadata(ObjectNode message, JsonNode metadata) {
    if (metadata.isEmpty()) {
      message.remove("metadata");
      return;
    }
    if (metadata.path("event_type").asString("").isEmpty()
        || !metadata.path("event_payload").isObject()) {
      throw new SlackError("invalid_metadata_format");
    }
    if (metadata.toString().length() > 16_000) {
      throw new SlackError("metadata_too_large");
    }
    message.set("metadata", metadata.deepCopy());
  }
}
