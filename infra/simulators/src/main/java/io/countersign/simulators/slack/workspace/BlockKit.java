package io.countersign.simulators.slack.workspace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The limits of Block Kit, and what of a block is needed. */
public final class BlockKit {
  private static final int MESSAGE = 50;
  private static final int VIEW = 100;
  private static final int ID = 255;

  private final List<String> problems = new ArrayList<>();
  private final Set<String> blockIds = new HashSet<>();

  private BlockKit() {}

  /** What is wrong with a message's blocks; empty when nothing is. */
  public static List<String> ofMessage(JsonNode blocks) {
    var kit = new BlockKit();
    kit.blocks(blocks, MESSAGE, false);
    return kit.problems;
  }

  /** What is wrong with a view. */
  public static List<String> ofView(JsonNode view) {
    var kit = new BlockKit();
    kit.check(view.path("type").asString("").matches("modal|home"), "type must be modal");
    kit.text(view.path("title"), "title", 24, true);
    for (var word : List.of("submit", "close")) {
      if (view.hasNonNull(word)) {
        kit.text(view.path(word), word, 24, true);
      }
    }
    kit.length(view.path("private_metadata"), "private_metadata", 3000);
    kit.length(view.path("callback_id"), "callback_id", ID);
    kit.blocks(view.path("blocks"), VIEW, true);
    boolean asks =
        view.path("blocks")
            .valueStream()
            .anyMatch(it -> it.path("type").asString("").equals("input"));
    kit.check(!asks || view.hasNonNull("submit"), "submit is required with input blocks");
    return kit.problems;
  }

  private void blocks(JsonNode blocks, int most, boolean inView) {
    check(blocks.isArray(), "blocks must be an array");
    check(blocks.size() <= most, "no more than " + most + " items allowed [blocks]");
    blocks.valueStream().forEach(it -> block(it, inView));
  }

  private void block(JsonNode block, boolean inView) {
    var id = block.path("block_id").asString("");
    length(block.path("block_id"), "block_id", ID);
    check(id.isEmpty() || blockIds.add(id), "block_id " + id + " already exists");
    switch (block.path("type").asString("")) {
      case "section" -> section(block);
      case "header" -> text(block.path("text"), "header", 150, true);
      case "context" -> context(block.path("elements"));
      case "actions" -> actions(block.path("elements"));
      case "input" -> {
        check(inView, "input blocks are for views");
        input(block);
      }
      case "image" -> {
        length(block.path("image_url"), "image_url", 3000);
        length(block.path("alt_text"), "alt_text", 2000);
      }
      case "divider", "rich_text", "video", "markdown" -> {}
      default -> check(false, "unsupported type: " + block.path("type").asString(""));
    }
  }

  private void section(JsonNode block) {
    check(block.has("text") || block.has("fields"), "section needs text or fields");
    if (block.has("text")) {
      text(block.path("text"), "section", 3000, false);
    }
    var fields = block.path("fields");
    check(!block.has("fields") || fields.size() >= 1, "fields must have an item");
    check(fields.size() <= 10, "no more than 10 items allowed [fields]");
    fields.valueStream().forEach(it -> text(it, "field", 2000, false));
    if (block.has("accessory")) {
      element(block.path("accessory"), new HashSet<>());
    }
  }

  private void context(JsonNode elements) {
    check(elements.size() >= 1 && elements.size() <= 10, "context takes 1 to 10 elements");
    elements
        .valueStream()
        .filter(it -> !it.path("type").asString("").equals("image"))
        .forEach(it -> text(it, "context", 3000, false));
  }

  private void actions(JsonNode elements) {
    check(elements.size() >= 1 && elements.size() <= 25, "actions take 1 to 25 elements");
    var ids = new HashSet<String>();
    elements.valueStream().forEach(it -> element(it, ids));
  }

  private void element(JsonNode element, Set<String> ids) {
    length(element.path("action_id"), "action_id", ID);
    var id = element.path("action_id").asString("");
    check(id.isEmpty() || ids.add(id), "action_id " + id + " already exists in its block");
    if (element.path("type").asString("").equals("button")) {
      text(element.path("text"), "button", 75, true);
      length(element.path("value"), "value", 2000);
      length(element.path("url"), "url", 3000);
      check(
          element.path("style").asString("primary").matches("primary|danger"),
          "style must be primary or danger");
    }
  }

  private void input(JsonNode block) {
    text(block.path("label"), "label", 2000, true);
    var element = block.path("element");
    length(element.path("action_id"), "action_id", ID);
    check(element.path("max_length").asInt(1) <= 3000, "max_length must be at most 3000");
    check(element.hasNonNull("type"), "element needs a type");
  }

  /** A text object, which isn't empty. */
  private void text(JsonNode text, String where, int most, boolean plainOnly) {
    var type = text.path("type").asString("");
    check(
        type.equals("plain_text") || (!plainOnly && type.equals("mrkdwn")),
        where + " has a text of the wrong type");
    check(
        !text.has("emoji") || type.equals("plain_text"), where + ": emoji is for plain_text only");
    var value = text.path("text").asString("");
    check(!value.isEmpty(), "must be more than 0 characters [" + where + "]");
    check(
        value.length() <= most, "must be less than " + (most + 1) + " characters [" + where + "]");
  }

  private void length(JsonNode text, String where, int most) {
    check(
        text.asString("").length() <= most,
        "must be less than " + (most + 1) + " characters [" + where + "]");
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      problems.add("[ERROR] " + otherwise);
    }
  }
}
