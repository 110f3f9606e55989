package io.countersign.connectors.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity;
import io.countersign.connectors.spi.conversation.ConversationInbox.Reading;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.spi.conversation.PressSeal;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import io.countersign.simulators.slack.workspace.SlackApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do, as Slack posts it: signed, over HTTP, to an address of ours. */
class SlackInboxTest {
  @TempDir private Path secrets;
  private final List<Authenticity> seen = new CopyOnWriteArrayList<>();
  private final List<ConversationRequest> read = new CopyOnWriteArrayList<>();
  private SlackScene scene;
  private SlackConversation conversation;
  private SimulatorServer ours;

  @BeforeEach
  void open() {
    scene = new SlackScene(secrets);
    conversation = scene.conversation();
    ours = new SimulatorServer(0, this::take);
    scene.sim().setUp(SlackApp.at(SlackScene.SIGNING, ours.address() + "/slack"));
  }

  @AfterEach
  void close() {
    ours.close();
    scene.closeAndCheck();
  }

  private SimulatedAnswer take(SimulatedRequest request) {
    var inbox = conversation.inbox();
    var checked = inbox.authenticate(request.headers(), request.body(), scene.now());
    seen.add(checked);
    if (!(checked instanceof Authenticity.Authentic)) {
      return SimulatedAnswer.empty(401);
    }
    if (!(inbox.read(request.headers(), request.body()) instanceof Reading.Read(var asked))) {
      return SimulatedAnswer.empty(400);
    }
    read.add(asked);
    var reply = inbox.render(decided(asked), asked);
    return new SimulatedAnswer(
        reply.status(), reply.contentType(), reply.body().getBytes(UTF_8), Map.of());
  }

  @Test
  void whatAButtonCarriesIsSealedByTheSigningSecret() {
    var content = "approve 7".getBytes(UTF_8);
    assertThat(conversation.inbox().seals(content))
        .singleElement()
        .isEqualTo(PressSeal.of(List.of(SlackScene.SIGNING.getBytes(UTF_8)), content).getFirst());
    assertThat(scene.conversation(SlackMode.SOCKET, null).inbox().seals(content)).isNotEmpty();
  }

  private static ConversationReply decided(ConversationRequest request) {
    return switch (request) {
      case ConversationRequest.Challenged(var word) -> new ConversationReply.Proof(word);
      case ConversationRequest.Commanded _ -> new ConversationReply.Private("<!here> for you");
      case ConversationRequest.Pressed _,
          ConversationRequest.Submitted _,
          ConversationRequest.Mentioned _,
          ConversationRequest.Unheeded _ ->
          new ConversationReply.Received();
    };
  }

  private String posted() {
    var button = new Respond("Approve", "v1.it", Respond.Style.PRIMARY);
    var card = new Card("Roll back?", Card.Tone.DANGER, "", List.of(), List.of(button));
    return Outcomes.value(conversation.post("operations", "k", card)).id();
  }

  @Test
  void aPressArrivesWithTheCardThatItIsOf() {
    var card = posted();
    var ts = card.substring(card.indexOf(':') + 1);
    var people = scene.sim().people();
    assertThat(people.press(SlackScene.ALICE, "operations", ts, "Approve").acknowledged()).isTrue();
    var press = (ConversationRequest.Pressed) read.getFirst();
    assertThat(press.by()).isEqualTo(SlackScene.alice());
    assertThat(press.value()).isEqualTo("v1.it");
    assertThat(conversation.reference(press.channel(), press.message()).id()).isEqualTo(card);
    Outcomes.value(conversation.answer(press.answerAddress(), "recorded"));
    assertThat(scene.sim().whispers(SlackScene.ALICE)).hasSize(1);
  }

  /** The same bytes sent again are known by the same digest; another press is another delivery. */
  @Test
  void aDeliveryThatIsRepeatedIsKnown() {
    var card = posted();
    var ts = card.substring(card.indexOf(':') + 1);
    var first = scene.sim().people().press(SlackScene.ALICE, "operations", ts, "Approve");
    scene.sim().again(first);
    scene.sim().people().press(SlackScene.ALICE, "operations", ts, "Approve");
    var digests = new ArrayList<String>();
    seen.forEach(it -> digests.add(((Authenticity.Authentic) it).delivery()));
    assertThat(digests.get(1)).isEqualTo(digests.getFirst());
    assertThat(digests.get(2)).isNotEqualTo(digests.getFirst());
  }

  @Test
  void whatElseAppsAreToldIsAnswered() {
    assertThat(scene.sim().people().verify("a-word").answer()).isEqualTo("a-word");
    scene.sim().people().command(SlackScene.ALICE, "operations", "/countersign", "status");
    assertThat(scene.sim().whispers(SlackScene.ALICE).getFirst().path("text").asString())
        .isEqualTo("&lt;!here&gt; for you");
    scene.sim().people().moves(SlackScene.ALICE, "operations", false);
    assertThat(read.getLast()).isInstanceOf(ConversationRequest.Unheeded.class);
    assertThat(scene.sim().deliveries()).allMatch(it -> it.acknowledged());
  }

  @Test
  void anothersSignatureIsRefusedAndNothingIsRead() {
    scene.sim().setUp(SlackApp.at("another-secret", ours.address() + "/slack"));
    var sent = scene.sim().people().command(SlackScene.ALICE, "operations", "/countersign", "");
    assertThat(sent.status()).isEqualTo(401);
    assertThat(read).isEmpty();
  }

  /** An event that isn't acknowledged comes four times, and each says so. */
  @Test
  void anEventThatIsRefusedIsRepeated() {
    scene.sim().setUp(SlackApp.at("another-secret", ours.address() + "/slack"));
    scene.sim().people().say(SlackScene.ALICE, "operations", "", "<@U0BOTUSER1> status");
    assertThat(scene.sim().deliveries()).hasSize(4);
    assertThat(scene.sim().deliveries().getLast().headers())
        .containsEntry("X-Slack-Retry-Num", "3");
  }

  @Test
  void onlySomeAnswersFitIntoAnAcknowledgement() {
    var inbox = conversation.inbox();
    var text = new ConversationReply.Private("x");
    var by = SlackScene.alice();
    var press = new ConversationRequest.Pressed(by, "C1A", "1.1", "v", "t", "");
    var command = new ConversationRequest.Commanded(by, "C1A", "/x", "", "t", "");
    assertThat(inbox.carries(text, press)).isFalse();
    assertThat(inbox.render(text, press).body()).isEmpty();
    assertThat(inbox.carries(text, command)).isTrue();
    assertThat(inbox.carries(new ConversationReply.Received(), press)).isTrue();
  }
}
