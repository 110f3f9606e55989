package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.ConversationType;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator, by Slack's own client at its strictest, and by Slack's own list of errors. */
class SlackSimTest {
  private static final String BLOCKS =
      """
      [{"type":"header","text":{"type":"plain_text","text":"Roll back?"}},
       {"type":"section","text":{"type":"mrkdwn","text":"*x*"}},
       {"type":"actions","elements":[{"type":"button","action_id":"go","value":"v",
         "text":{"type":"plain_text","text":"Go"}}]}]
      """;
  private static final String VIEW =
      """
      {"type":"modal","title":{"type":"plain_text","text":"Why?"},
       "submit":{"type":"plain_text","text":"Send"},"blocks":[{"type":"input","block_id":"r",
       "label":{"type":"plain_text","text":"Reason"},
       "element":{"type":"plain_text_input","action_id":"r"}}]}
      """;

  /** Of views whose blocks are wrong, and of an unknown token, which isn't listed everywhere. */
  private static final Set<String> UNLISTED = Set.of("invalid_arguments", "invalid_auth");

  @TempDir private Path secrets;
  private SlackScene scene;
  private MethodsClient methods;

  @BeforeEach
  void open() {
    scene = new SlackScene(secrets);
    var config = new SlackConfig();
    config.setFailOnUnknownProperties(true);
    config.setStatsEnabled(false);
    config.setMethodsEndpointUrlPrefix(scene.sim().apiUrl());
    methods = Slack.getInstance(config).methods(SlackScene.BOT_TOKEN);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void slacksOwnClientKnowsEveryField() throws Exception {
    var channel = scene.channel();
    assertThat(methods.authTest(r -> r).isOk()).isTrue();
    assertThat(methods.teamInfo(r -> r).isOk()).isTrue();
    var posted =
        methods.chatPostMessage(
            r ->
                r.channel(channel)
                    .text("x")
                    .blocksAsString(BLOCKS)
                    .metadataAsString("{\"event_type\":\"e\",\"event_payload\":{\"k\":\"1\"}}"));
    assertThat(posted.getError()).isNull();
    var ts = posted.getTs();
    methods.chatPostMessage(r -> r.channel(channel).text("reply").threadTs(ts));
    assertThat(methods.chatUpdate(r -> r.channel(channel).ts(ts).text("y")).isOk()).isTrue();
    var history = methods.conversationsHistory(r -> r.channel(channel).includeAllMetadata(true));
    assertThat(history.getMessages()).hasSize(1);
    assertThat(history.getMessages().getFirst().getMetadata().getEventPayload())
        .containsEntry("k", "1");
    assertThat(methods.conversationsReplies(r -> r.channel(channel).ts(ts)).getMessages())
        .hasSize(2);
    assertThat(methods.chatGetPermalink(r -> r.channel(channel).messageTs(ts)).isOk()).isTrue();
    assertThat(
            methods
                .chatPostEphemeral(r -> r.channel(channel).user(SlackScene.ALICE).text("x"))
                .getMessageTs())
        .isNotEmpty();
    assertThat(methods.usersInfo(r -> r.user(SlackScene.ALICE)).getUser().isRestricted()).isFalse();
    assertThat(methods.usersLookupByEmail(r -> r.email("alice@example.com")).isOk()).isTrue();
    assertThat(methods.usersList(r -> r).getMembers()).hasSize(2);
    assertThat(methods.conversationsInfo(r -> r.channel(channel)).getChannel().isMember()).isTrue();
    assertThat(methods.conversationsMembers(r -> r.channel(channel)).getMembers()).hasSize(2);
    assertThat(methods.conversationsOpen(r -> r.users(List.of(SlackScene.ALICE))).isOk()).isTrue();
    var types = List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.IM);
    assertThat(methods.conversationsList(r -> r.types(types)).getChannels()).hasSize(2);
    assertThat(methods.usersConversations(r -> r.types(types)).getChannels()).hasSize(2);
    var view =
        methods.viewsOpen(
            r -> r.triggerId(scene.sim().trigger(SlackScene.ALICE)).viewAsString(VIEW));
    assertThat(view.getError()).isNull();
    var hash = view.getView().getHash();
    assertThat(
            methods
                .viewsUpdate(r -> r.viewId(view.getView().getId()).hash(hash).viewAsString(VIEW))
                .isOk())
        .isTrue();
    assertThat(methods.chatDelete(r -> r.channel(channel).ts(ts)).isOk()).isTrue();
  }

  @Test
  void aPageLeadsToTheNext() throws Exception {
    for (int i = 0; i < 5; i++) {
      scene.sim().channel("c" + i, false);
    }
    var names = new ArrayList<String>();
    var cursor = "";
    do {
      var from = cursor;
      var page = methods.conversationsList(r -> r.limit(2).cursor(from));
      page.getChannels().forEach(it -> names.add(it.getName()));
      cursor = page.getResponseMetadata().getNextCursor();
    } while (!cursor.isEmpty());
    assertThat(names).containsExactly("operations", "c0", "c1", "c2", "c3", "c4");
  }

  @Test
  void tooManyIsRefusedByStatus() throws Exception {
    scene.sim().limitPosts(true);
    methods.chatPostMessage(r -> r.channel(scene.channel()).text("1"));
    assertThatThrownBy(() -> methods.chatPostMessage(r -> r.channel(scene.channel()).text("2")))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            it -> assertThat(it.getResponse().header("Retry-After")).isEqualTo("1"));
  }

  /** An address for answers takes five; a trigger one form; both for a while only. */
  @Test
  void whatIsGoodForAWhileIsGoodForAWhile() throws Exception {
    var address = scene.sim().answerAddress(SlackScene.ALICE, "operations");
    for (int i = 0; i < 5; i++) {
      assertThat(answer(address)).isEqualTo(200);
    }
    assertThat(answer(address)).isEqualTo(404);
    var other = scene.sim().answerAddress(SlackScene.ALICE, "operations");
    scene.pass(Duration.ofMinutes(31));
    assertThat(answer(other)).isEqualTo(404);
    var trigger = scene.sim().trigger(SlackScene.ALICE);
    methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(VIEW));
    assertThat(methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(VIEW)).getError())
        .isEqualTo("exchanged_trigger_id");
    var late = scene.sim().trigger(SlackScene.ALICE);
    scene.pass(Duration.ofSeconds(4));
    assertThat(methods.viewsOpen(r -> r.triggerId(late).viewAsString(VIEW)).getError())
        .isEqualTo("expired_trigger_id");
  }

  private static int answer(String address) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}"));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /** Every error that a wrong call meets is one that Slack says the method has. */
  @Test
  void errorsAreThoseOfSlacksOwnList() throws Exception {
    var common = SlackData.json("methods/_common-errors.json").toString();
    scene.sim().archive("operations", true);
    scene.sim().token(new SlackToken("xoxb-poor", List.of()));
    int met = 0;
    for (var file : SlackData.files("methods")) {
      var method = file.getFileName().toString().replace(".json", "");
      if (method.startsWith("_") || method.equals("api.test") || !serves(method)) {
        continue;
      }
      var listed = SlackData.json("methods/" + file.getFileName()).path("errors");
      for (var token :
          List.of("", "xoxb-wrong", "xoxb-poor", SlackScene.BOT_TOKEN, SlackScene.APP_TOKEN)) {
        for (var form : forms()) {
          var answer = call(method, token, form);
          if (answer.path("ok").asBoolean()) {
            continue;
          }
          var error = answer.path("error").asString();
          if (!UNLISTED.contains(error)) {
            met++;
            assertThat(listed.has(error) || common.contains("\"" + error + "\""))
                .as("%s may answer %s to %s", method, error, form)
                .isTrue();
          }
        }
      }
    }
    assertThat(met).isGreaterThan(100);
  }

  private boolean serves(String method) throws Exception {
    return !call(method, SlackScene.BOT_TOKEN, "")
        .path("error")
        .asString("")
        .equals("unknown_method");
  }

  private List<String> forms() {
    var channel = "channel=" + scene.channel();
    return List.of(
        "",
        "channel=C0NOWHERE&text=x&ts=1.1&user=U0NOBODY&users=U0NOBODY&message_ts=1.1",
        channel,
        channel + "&text=x&ts=1.1&message_ts=1.1&user=" + SlackApp.BOT_USER,
        channel + "&text=x&blocks=[1&ts=x&cursor=x&oldest=x",
        channel + "&blocks=[{\"type\":\"section\"}]&types=x",
        "name=Bad Name&email=x@example.com&view={}&trigger_id=1",
        "name=operations&view_id=V1&trigger_id=1&view=" + VIEW.replace("\n", ""),
        "limit=x&cursor=x");
  }

  private JsonNode call(String method, String token, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(scene.sim().apiUrl() + method))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s %s", method, form).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    }
  }
}
