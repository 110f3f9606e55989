package io.countersign.connectors.slack;

import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.ConversationForm;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Forms as Slack's modal views. */
final class FormView {
  /** Tells our forms from those of whoever else uses the app. */
  static final String CALLBACK = "countersign-form";

  private static final int MAX_WORD = 24;

  private FormView() {}

  static ObjectNode of(ConversationForm form) {
    var view = modal(form.title());
    view.put("callback_id", CALLBACK).put("private_metadata", form.value());
    view.set("submit", CardBlocks.word(form.submit(), MAX_WORD));
    view.set("close", CardBlocks.plain("Cancel"));
    var blocks = view.putArray("blocks");
    if (!form.text().isBlank()) {
      blocks.addAll(CardBlocks.line(form.text()));
    }
    form.fields().forEach(it -> blocks.add(input(it)));
    return view;
  }

  private static ObjectNode input(ConversationForm.Field field) {
    var it = JsonNodeFactory.instance.objectNode().put("type", "input");
    it.put("block_id", field.id()).put("optional", false);
    it.set("label", CardBlocks.word(field.label(), CardAction.MAX_LABEL));
    it.putObject("element")
        .put("type", "plain_text_input")
        .put("action_id", field.id())
        .put("multiline", field.multiline())
        .put("max_length", field.most());
    return it;
  }

  /** What somebody reads in place of the form that they sent. */
  static ObjectNode told(String text) {
    var view = modal("Countersign");
    view.set("close", CardBlocks.plain("Close"));
    view.set("blocks", CardBlocks.line(text));
    return view;
  }

  private static ObjectNode modal(String title) {
    var it = JsonNodeFactory.instance.objectNode().put("type", "modal");
    it.set("title", CardBlocks.word(title, MAX_WORD));
    return it;
  }
}
