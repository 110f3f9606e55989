package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation.Posted;
import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.conversation.ChannelStanding.Kind;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.testing.ConversationContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.Reference;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.slack.workspace.SlackToken;
import io.countersign.simulators.slack.workspace.SlackUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SlackConversationTest extends ConversationContract {
  @TempDir private Path secrets;
  private SlackScene scene;
  private Conversation conversation;

  @BeforeEach
  void open() {
    scene = new SlackScene(secrets);
    conversation = scene.conversation();
  }

  @AfterEach
  void close() {
    scene.closeAndCheck();
  }

  @Override
  protected Conversation conversation() {
    return conversation;
  }

  @Override
  protected List<Posted> seen() {
    var all = scene.sim().messages(CHANNEL);
    return all.stream().filter(it -> !it.has("thread_ts")).map(it -> posted(it, all)).toList();
  }

  private Posted posted(ObjectNode message, List<ObjectNode> all) {
    var ts = message.path("ts").asString();
    var replies =
        all.stream()
            .filter(it -> it.path("thread_ts").asString("").equals(ts))
            .map(it -> ShownCard.text(it.path("blocks").path(0).path("text")))
            .toList();
    var reference = conversation.reference(scene.channel(), ts);
    return new Posted(
        reference, CHANNEL, ShownCard.of(message), message.has("edited") ? 1 : 0, replies);
  }

  @Override
  protected void loseNextAnswer() {
    scene.sim().faults().next("chat.postMessage", new Fault.LostAnswer());
  }

  @Override
  protected void removed(Reference posted) {
    scene.sim().remove(CHANNEL, posted.id().split(":", -1)[1]);
  }

  @Override
  protected void down() {
    scene.close();
    // The connection that was kept open ends here: of what is sent over it, nobody knows.
    conversation.check();
  }

  @Override
  protected ConversationPerson person(Standing standing) {
    var id = standing == Standing.FULL ? SlackScene.ALICE : "U0" + standing.name();
    var team = standing == Standing.FOREIGN ? "T0OTHER001" : SlackScene.TEAM;
    var kind =
        switch (standing) {
          case FULL -> SlackUser.Kind.FULL;
          case GUEST -> SlackUser.Kind.GUEST;
          case BOT -> SlackUser.Kind.BOT;
          case DEACTIVATED -> SlackUser.Kind.DEACTIVATED;
          case FOREIGN -> SlackUser.Kind.STRANGER;
        };
    scene.sim().user(new SlackUser(id, team, "somebody", "", kind));
    return new ConversationPerson(SlackScene.TEAM, id);
  }

  @Override
  protected List<String> told(ConversationPerson person) {
    return scene.sim().whispers(person.id()).stream()
        .map(it -> ShownCard.text(it.path("blocks").path(0).path("text")))
        .toList();
  }

  @Override
  protected String answerAddress(ConversationPerson person) {
    return scene.sim().answerAddress(person.id(), CHANNEL);
  }

  @Override
  protected String trigger(ConversationPerson person) {
    return scene.sim().trigger(person.id());
  }

  @Override
  protected List<String> forms(ConversationPerson person) {
    return scene.sim().people().viewsOf(person.id()).stream()
        .map(it -> ShownCard.text(it.path("blocks").path(0).path("text")))
        .toList();
  }

  @Override
  protected void closed(Kind why) {
    switch (why) {
      case ARCHIVED -> scene.sim().archive(CHANNEL, true);
      case NOT_MEMBER -> scene.sim().appIn(CHANNEL, false);
      case OPEN, ABSENT -> throw new AssertionError("nothing to do");
    }
  }

  /** Another server, or the same one after a restart: nothing is remembered but by Slack. */
  @Test
  void aCardIsFoundAgainByAnotherServer() {
    var first = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    Outcomes.value(conversation.update(first, DONE));
    for (int i = 0; i < 450; i++) {
      scene.sim().people().say(SlackScene.ALICE, CHANNEL, "", "chatter " + i);
    }
    assertThat(Outcomes.value(scene.conversation().post(CHANNEL, KEY, WAITING))).isEqualTo(first);
  }

  /** Anybody may post with any metadata; only what we posted ourselves is a card of ours. */
  @Test
  void nobodyElsesMessageIsTakenForACard() {
    var ts = scene.sim().people().say(SlackScene.ALICE, CHANNEL, "", "hello");
    var reference = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    assertThat(reference.id()).doesNotContain(ts);
  }

  @Test
  void itSaysHowLongToWait() {
    scene.sim().faults().next("chat.update", Fault.tooManyRequests(30));
    var posted = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    var failed = Outcomes.failed(conversation.update(posted, DONE));
    assertThat(failed.category()).isEqualTo(FailureCategory.INSUFFICIENT_RESOURCES);
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    Outcomes.value(conversation.update(posted, DONE));
  }

  @Test
  void aChannelTakesOneMessageASecondAndNoneIsLost() {
    scene.sim().limitPosts(true);
    Outcomes.value(conversation.post(CHANNEL, KEY + "/1", WAITING));
    var second = Outcomes.failed(conversation.post(CHANNEL, KEY + "/2", WAITING));
    assertThat(second.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    scene.pass(second.retryAfter());
    Outcomes.value(conversation.post(CHANNEL, KEY + "/2", WAITING));
    assertThat(seen()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "missing_scope, UNAUTHORISED, USER",
    "account_inactive, UNAUTHORISED, USER",
    "restricted_action, REFUSED, USER",
    "message_not_found, NOT_FOUND, USER",
    "is_inactive, NOT_FOUND, USER",
    "invalid_blocks, REFUSED, INTERNAL",
    "internal_error, BAD_ANSWER, EXTERNAL",
    "ratelimited, REFUSED, INSUFFICIENT_RESOURCES",
    "a_code_of_tomorrow, REFUSED, USER"
  })
  void eachRefusalHasItsMeaning(String error, FailureCode code, FailureCategory category) {
    var posted = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    scene.sim().faults().next("chat.update", answer(200, "{\"ok\":false,\"error\":\"%s\"}", error));
    var failed = Outcomes.failed(conversation.update(posted, DONE));
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.category()).isEqualTo(category);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>Bad gateway</html>", "", "[]", "{\"ok\":", "{\"ok\":true,\"ts\":[]}"})
  void whatIsNoAnswerOfSlacksIsABadOne(String body) {
    var posted = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    scene.sim().faults().next("chat.update", answer(200, "%s", body));
    scene.sim().faults().next("chat.update", answer(503, "%s", body));
    for (int i = 0; i < 2; i++) {
      var failed = Outcomes.failed(conversation.update(posted, DONE));
      assertThat(failed.code()).isEqualTo(FailureCode.BAD_ANSWER);
      assertThat(failed.category()).isEqualTo(FailureCategory.EXTERNAL);
      assertThat(failed.message()).doesNotContain("gateway").doesNotContain(SlackScene.BOT_TOKEN);
    }
  }

  @Test
  void anAnswerThatIsTooLongOrTooLateIsntWaitedFor() {
    var posted = Outcomes.value(conversation.post(CHANNEL, KEY, WAITING));
    var filler = "x".repeat(5 * 1024 * 1024);
    scene.sim().faults().next("chat.update", answer(200, "{\"ok\":true,\"x\":\"%s\"}", filler));
    assertThat(Outcomes.failed(conversation.update(posted, DONE)).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
    scene.sim().faults().next("chat.update", new Fault.Late(Duration.ofSeconds(20)));
    assertThat(Outcomes.failed(conversation.update(posted, DONE)).code())
        .isEqualTo(FailureCode.TIMEOUT);
  }

  private static Fault answer(int status, String pattern, String filling) {
    return new Fault.Answer(status, "application/json", pattern.replace("%s", filling), Map.of());
  }

  @Test
  void theCheckNamesTheMissingScope() {
    var scopes = SlackToken.BOT_SCOPES.stream().filter(it -> !it.equals("im:write")).toList();
    scene.sim().token(new SlackToken(SlackScene.BOT_TOKEN, scopes));
    var health = conversation.check();
    assertThat(health.level()).isEqualTo(Level.DEGRADED);
    assertThat(health.detail()).contains("im:write");
    assertThat(Outcomes.failed(conversation.direct(SlackScene.alice())).message())
        .contains("im:write");
  }

  @Test
  void theCheckNamesABadToken() {
    scene.sim().token(new SlackToken(SlackScene.BOT_TOKEN, List.of(), "token_revoked"));
    var health = conversation.check();
    assertThat(health.level()).isEqualTo(Level.BROKEN);
    assertThat(health.detail()).contains("token_revoked");
    assertThat(health.advice()).contains("botToken");
  }

  @Test
  void theCheckNamesAClockThatIsOff() {
    var late =
        scene.conversation(
            io.countersign.connectors.slack.manifest.SlackMode.HTTP,
            () -> java.time.Instant.now().minusSeconds(200));
    assertThat(late.check().level()).isEqualTo(Level.DEGRADED);
    assertThat(late.check().detail()).contains("clock").contains("behind");
  }

  @Test
  void anEnterprisesPeopleAreItsOwn() {
    scene.sim().enterprise("E0ACME0001");
    var alice = new ConversationPerson("E0ACME0001", SlackScene.ALICE);
    assertThat(Outcomes.value(conversation.member(alice)).standing()).isEqualTo(Standing.FULL);
    assertThat(Outcomes.value(conversation.member(SlackScene.alice())).standing())
        .isEqualTo(Standing.FOREIGN);
  }

  @Test
  void aTriggerIsGoodForThreeSeconds() {
    var trigger = trigger(SlackScene.alice());
    scene.pass(Duration.ofSeconds(4));
    var form =
        new io.countersign.connectors.spi.conversation.ConversationForm(
            "Deny", "v", "Deny", "", List.of());
    assertThat(Outcomes.failed(conversation.ask(trigger, form)).code())
        .isEqualTo(FailureCode.REFUSED);
  }
}
