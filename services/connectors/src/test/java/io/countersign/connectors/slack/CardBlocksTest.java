package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.simulators.slack.workspace.BlockKit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Any card and any form stay within Block Kit's limits, and nothing of them is markup. */
class CardBlocksTest {
  private static final String[] HOSTILE = {
    "<!channel>",
    "<!here|x>",
    "<@U012AB3CD>",
    "<#C1|x>",
    "<https://evil.example.org|Approve>",
    "*bold*",
    "_i_",
    "~s~",
    "`code`",
    "```",
    ":rotating_light:",
    "&lt;!channel&gt;",
    "&",
    "\n",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u0007",
    "\u001b[31m",
    "\ud83d\udd25",
    "\ud83d",
    "\u05d0\u05d1",
    "\u0301",
    "word ",
    "[x](https://evil.example.org)",
    "\r\n",
    "\t",
    " "
  };

  private final SplittableRandom random;

  CardBlocksTest() {
    random = new SplittableRandom(Long.getLong("countersign.seed", 20_261_127L));
  }

  private String text(int most) {
    var text = new StringBuilder();
    int length = random.nextInt(4) == 0 ? most * 3 : random.nextInt(most + 1);
    while (text.length() < length) {
      text.append(HOSTILE[random.nextInt(HOSTILE.length)]);
    }
    return text.toString();
  }

  private String label(int most) {
    var text = text(most);
    var cut = text.substring(0, Math.min(most, text.length()));
    return cut.isBlank() ? "x" : cut;
  }

  private Card card() {
    var facts = new ArrayList<CardFact>();
    for (int i = random.nextInt(11); i > 0; i--) {
      facts.add(new CardFact(text(80), text(1000)));
    }
    var actions = new ArrayList<CardAction>();
    for (int i = random.nextInt(6); i > 0; i--) {
      actions.add(
          random.nextBoolean()
              ? new CardAction.OpenLink(label(75), "https://example.org/" + "p".repeat(1900))
              : new CardAction.Respond(
                  label(75),
                  "v".repeat(1 + random.nextInt(2000)),
                  CardAction.Respond.Style.values()[random.nextInt(3)]));
    }
    var tones = Card.Tone.values();
    return new Card(
        "t" + text(150), tones[random.nextInt(tones.length)], text(3000), facts, actions);
  }

  @Test
  void anyCardStaysWithinTheLimits() {
    for (int i = 0; i < 2000; i++) {
      var card = card();
      var blocks = CardBlocks.of(card);
      assertThat(BlockKit.ofMessage(blocks)).isEmpty();
      assertInert(blocks);
      assertThat(CardBlocks.fallback(card)).hasSizeLessThanOrEqualTo(40_000);
    }
  }

  @Test
  void anyFormStaysWithinTheLimits() {
    for (int i = 0; i < 500; i++) {
      var fields = new ArrayList<ConversationForm.Field>();
      for (int field = random.nextInt(6); field > 0; field--) {
        fields.add(
            new ConversationForm.Field(
                "f" + field, label(75), 1 + random.nextInt(3000), random.nextBoolean()));
      }
      var form =
          new ConversationForm(
              "Deny", "v".repeat(random.nextInt(2001)), "Deny", text(3000), fields);
      var view = FormView.of(form);
      assertThat(BlockKit.ofView(view)).isEmpty();
      assertInert(view);
      assertThat(BlockKit.ofView(FormView.told(text(5000)))).isEmpty();
    }
  }

  /** The limits are noticed at all. */
  @Test
  void oneTooManyIsNoticed() {
    var blocks = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 51; i++) {
      blocks.addObject().put("type", "divider");
    }
    assertThat(BlockKit.ofMessage(blocks)).isNotEmpty();
    var header = JsonNodeFactory.instance.arrayNode();
    header.addObject().put("type", "header").set("text", CardBlocks.plain("x".repeat(151)));
    assertThat(BlockKit.ofMessage(header)).isNotEmpty();
  }

  /** Whatever isn't the key's own is in plain text, in which Slack reads no markup. */
  private static void assertInert(JsonNode node) {
    if (node.isObject() && node.has("text") && node.path("text").isString()) {
      assertThat(node.path("type").asString()).isEqualTo("plain_text");
      assertThat(node.path("emoji").asBoolean(true)).isFalse();
      assertThat(node.path("text").asString())
          .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069]");
    }
    node.forEach(CardBlocksTest::assertInert);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!channel>", "<@U012AB3CD>", "a & b", "<https://x|y>"})
  void theFallbackCallsNobody(String hostile) {
    var card = new Card(hostile, Card.Tone.DANGER, hostile.repeat(1000), List.of(), List.of());
    assertThat(CardBlocks.fallback(card)).doesNotContain("<").doesNotContain(">").contains("&");
  }
}
