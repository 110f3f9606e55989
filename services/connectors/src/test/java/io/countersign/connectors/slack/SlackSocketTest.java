package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * People's answers over a connection of our own, and over the same connection once it's renewed.
 */
@Timeout(600)
class SlackSocketTest {
  private static final Card CARD =
      new Card(
          "Roll back?",
          Card.Tone.ATTENTION,
          "",
          List.of(),
          List.of(new Respond("Approve", "v1.it", Respond.Style.PRIMARY)));

  @TempDir private Path secrets;
  private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
  private SlackScene scene;
  private SlackConversation conversation;

  @BeforeEach
  void open() {
    scene = new SlackScene(secrets);
    conversation = scene.conversation(SlackMode.SOCKET, null);
  }

  @AfterEach
  void close() {
    scene.closeAndCheck();
  }

  private ConversationReply decide(ConversationRequest request) {
    return switch (request) {
      case ConversationRequest.Pressed it -> {
        Outcomes.value(
            conversation.ask(
                it.trigger(),
                new ConversationForm(
                    "Approve",
                    it.value(),
                    "Approve",
                    "Why?",
                    List.of(new ConversationForm.Field("reason", "Reason", 500, true)))));
        yield new ConversationReply.Private("fill in the form");
      }
      case ConversationRequest.Submitted it when it.fields().get("reason").length() < 3 ->
          new ConversationReply.Corrections(Map.of("reason", "too short"));
      case ConversationRequest.Submitted _ -> new ConversationReply.Private("recorded <it>");
      case ConversationRequest.Commanded it -> new ConversationReply.Private("no " + it.text());
      case ConversationRequest.Mentioned _,
          ConversationRequest.Challenged _,
          ConversationRequest.Unheeded _ ->
          new ConversationReply.Received();
    };
  }

  @Test
  void whatPeopleDoIsAnswered() throws Exception {
    try (var _ =
        conversation
            .inbox()
            .listen(
                (id, it) -> {
                  deliveries.add(id);
                  return decide(it);
                })) {
      until(() -> scene.sim().connections() == 1);
      pressAndFillIn();
      scene.sim().disconnect(false);
      until(() -> scene.sim().connections() == 0);
      until(() -> scene.sim().connections() == 1);
      var typed =
          scene.sim().people().command(SlackScene.ALICE, "operations", "/countersign", "status");
      assertThat(typed.acknowledged()).isTrue();
      assertThat(scene.sim().whispers(SlackScene.ALICE).getLast().path("text").asString())
          .isEqualTo("no status");
      assertThat(deliveries).as("each has a name of its own").hasSize(4);
    }
    until(() -> scene.sim().connections() == 0);
  }

  private void pressAndFillIn() {
    var people = scene.sim().people();
    var card = Outcomes.value(conversation.post("operations", "k", CARD));
    var ts = card.id().split(":", -1)[1];
    assertThat(people.press(SlackScene.ALICE, "operations", ts, "Approve").acknowledged()).isTrue();
    var view = people.viewsOf(SlackScene.ALICE).getLast().path("id").asString();
    people.submit(SlackScene.ALICE, view, Map.of("reason", "x"));
    assertThat(people.errorsOf(view)).containsEntry("reason", "too short");
    people.submit(SlackScene.ALICE, view, Map.of("reason", "it's right"));
    assertThat(people.viewsOf(SlackScene.ALICE).getLast().toString()).contains("recorded <it>");
    until(() -> !scene.sim().whispers(SlackScene.ALICE).isEmpty());
    assertThat(scene.sim().whispers(SlackScene.ALICE).getFirst().path("text").asString())
        .isEqualTo("fill in the form");
  }

  @Test
  void aMentionIsHeard() throws Exception {
    var heard = new CompletableFuture<ConversationRequest>();
    try (var _ =
        conversation
            .inbox()
            .listen(
                (_, it) -> {
                  heard.complete(it);
                  return new ConversationReply.Received();
                })) {
      until(() -> scene.sim().connections() == 1);
      scene.sim().people().say(SlackScene.ALICE, "operations", "", "<@U0BOTUSER1> status?");
      assertThat(heard.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              ConversationRequest.Mentioned.class,
              it -> {
                assertThat(it.text()).isEqualTo("status?");
                Outcomes.value(
                    conversation.reply(
                        conversation.reference(it.channel(), it.thread()), it.event(), "all well"));
              });
      assertThat(scene.sim().messages("operations")).hasSize(2);
    }
  }

  private static void until(BooleanSupplier there) {
    while (!there.getAsBoolean()) {
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
