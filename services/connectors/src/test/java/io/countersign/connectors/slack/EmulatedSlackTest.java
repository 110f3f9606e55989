package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction.Respond;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same connection to a Slack that others wrote: {@code infra/acceptance/slack-clients} starts
 * it. It has no presses, sockets or limits.
 */
@EnabledIfEnvironmentVariable(named = "COUNTERSIGN_EMULATED_SLACK", matches = "http.+")
class EmulatedSlackTest {
  private static final String TOKEN = "xoxb-bot";
  private static final Card CARD =
      new Card(
          "Roll back?",
          Card.Tone.ATTENTION,
          "<!channel> & co",
          List.of(new CardFact("Risk", "high")),
          List.of(new Respond("Approve", "v1.it", Respond.Style.PRIMARY)));

  @TempDir private Path secrets;
  private final String key = UUID.randomUUID().toString();
  private SlackSettings settings;
  private SlackConversation conversation;
  private MethodsClient methods;

  @BeforeEach
  void open() throws Exception {
    var api = System.getenv("COUNTERSIGN_EMULATED_SLACK");
    settings =
        new SlackSettings(
            "emulated",
            "file:" + Files.writeString(secrets.resolve("bot"), TOKEN),
            List.of("file:" + Files.writeString(secrets.resolve("signing"), "x")),
            SlackMode.HTTP,
            null,
            URI.create(api),
            Duration.ofSeconds(10));
    conversation = again();
    methods = Slack.getInstance(config()).methods(TOKEN);
  }

  private static SlackConfig config() {
    var config = new SlackConfig();
    config.setStatsEnabled(false);
    config.setMethodsEndpointUrlPrefix(System.getenv("COUNTERSIGN_EMULATED_SLACK"));
    return config;
  }

  private SlackConversation again() {
    return new SlackConversation(settings, new BoundedHttp(), InstantSource.system());
  }

  @Test
  void aCardIsPostedOnceAndKeptTrue() throws Exception {
    var posted = Outcomes.value(conversation.post("operations", key, CARD));
    assertThat(Outcomes.value(again().post("operations", key, CARD))).isEqualTo(posted);
    var done = new Card("Rolled back", Card.Tone.SUCCESS, "", List.of(), List.of());
    assertThat(Outcomes.value(conversation.update(posted, done))).isEqualTo(posted);
    assertThat(Outcomes.value(again().post("operations", key, CARD))).isEqualTo(posted);
    var reply = Outcomes.value(conversation.reply(posted, "1", "approved"));
    assertThat(Outcomes.value(again().reply(posted, "1", "approved"))).isEqualTo(reply);
    var ids = posted.id().split(":", -1);
    var thread = methods.conversationsReplies(r -> r.channel(ids[0]).ts(ids[1])).getMessages();
    assertThat(thread).hasSize(2);
    assertThat(thread.getFirst().getText()).contains("Rolled back");
    assertThat(methods.chatDelete(r -> r.channel(ids[0]).ts(ids[1])).isOk()).isTrue();
    assertThat(Outcomes.failed(conversation.update(posted, done)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void whoAndWhereIsAsItHasIt() throws Exception {
    assertThat(Outcomes.failed(conversation.post("nowhere", key, CARD)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Outcomes.value(conversation.standing("nowhere")).kind())
        .isEqualTo(ChannelStanding.Kind.ABSENT);
    var person = alice();
    assertThat(Outcomes.value(conversation.member(person)).standing()).isEqualTo(Standing.FULL);
    var direct = Outcomes.value(conversation.direct(person));
    var posted = Outcomes.value(conversation.post(direct, key, CARD));
    assertThat(Outcomes.value(again().post(direct, key, CARD))).isEqualTo(posted);
  }

  private ConversationPerson alice() throws Exception {
    var alice = methods.usersLookupByEmail(r -> r.email("alice@example.com")).getUser();
    return new ConversationPerson(alice.getTeamId(), alice.getId());
  }

  @Test
  void whatIsForOnePersonIsSaidToThemAndNobodyElse() throws Exception {
    assertThat(Outcomes.value(conversation.tell("operations", alice(), "<!here> recorded")))
        .isNotNull();
    var all = methods.conversationsHistory(r -> r.channel(channel())).getMessages();
    assertThat(all).noneMatch(it -> it.getText().contains("recorded"));
    var stranger = new ConversationPerson(alice().workspace(), "U0NOBODY01");
    assertThat(Outcomes.failed(conversation.tell("operations", stranger, "x")).code()).isNotNull();
  }

  @Test
  void aFormIsShownOnceForOnePress() throws Exception {
    var trigger = trigger();
    var form =
        new ConversationForm(
            "Deny the plan",
            "v1.it",
            "Deny",
            "Why?",
            List.of(new ConversationForm.Field("reason", "Reason", 500, true)));
    assertThat(Outcomes.value(conversation.ask(trigger, form))).isNotNull();
    assertThat(Outcomes.failed(conversation.ask(trigger, form)).code())
        .isEqualTo(FailureCode.REFUSED);
  }

  /** In place of a press. */
  private String trigger() throws Exception {
    var request =
        HttpRequest.newBuilder(settings.apiUrl().resolve("views.generateTriggerId"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("user_id=" + alice().id()))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(answer).path("trigger_id").asString();
    }
  }

  private String channel() {
    return Outcomes.value(conversation.standing("operations")).channel();
  }

  @Test
  void inAnArchivedChannelNothingIsPosted() throws Exception {
    var name = "c" + key.substring(0, 8);
    var setup = Slack.getInstance(config()).methods("xoxb-setup");
    var id = setup.conversationsCreate(r -> r.name(name)).getChannel().getId();
    assertThat(Outcomes.value(conversation.standing(id)).kind())
        .isEqualTo(ChannelStanding.Kind.OPEN);
    assertThat(setup.conversationsArchive(r -> r.channel(id)).isOk()).isTrue();
    assertThat(Outcomes.value(conversation.standing(id)).kind())
        .isEqualTo(ChannelStanding.Kind.ARCHIVED);
    assertThat(Outcomes.failed(conversation.post(id, key, CARD)).category().retryable()).isFalse();
  }

  /** It takes any token for somebody's, but not for one that may do this. */
  @Test
  void aTokenThatMayNotPostIsSaidSo() throws Exception {
    Files.writeString(secrets.resolve("bot"), "xoxb-unknown");
    var failed = Outcomes.failed(again().post("operations", key, CARD));
    assertThat(failed.code()).isEqualTo(FailureCode.UNAUTHORISED);
  }
}
