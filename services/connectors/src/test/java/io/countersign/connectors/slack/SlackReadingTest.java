package io.countersign.connectors.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.conversation.ConversationInbox.Reading;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.spi.conversation.ConversationRequest.Challenged;
import io.countersign.connectors.spi.conversation.ConversationRequest.Commanded;
import io.countersign.connectors.spi.conversation.ConversationRequest.Mentioned;
import io.countersign.connectors.spi.conversation.ConversationRequest.Pressed;
import io.countersign.connectors.spi.conversation.ConversationRequest.Submitted;
import io.countersign.connectors.spi.conversation.ConversationRequest.Unheeded;
import java.net.URLEncoder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackReadingTest {
  private static final String PRESS =
      """
      {"type":"block_actions","team":{"id":"T1A","domain":""},
       "user":{"id":"U1A","username":"","name":"","team_id":"T1A"},
       "container":{"type":"message","message_ts":"1700000000.000100","channel_id":"C1A"},
       "trigger_id":"1.2.3","response_url":"https://hooks.slack.com/actions/T1A/1/x",
       "actions":[{"type":"button","action_id":"a","block_id":"b","value":"v1.it"}]}
      """;

  private static Reading form(String body) {
    return SlackReading.read(
        Map.of("content-type", "application/x-www-form-urlencoded"), body.getBytes(UTF_8));
  }

  private static Reading payload(String json) {
    return form("payload=" + URLEncoder.encode(json, UTF_8));
  }

  private static Reading event(String json) {
    return SlackReading.read(Map.of("content-type", "application/json"), json.getBytes(UTF_8));
  }

  private static ConversationRequest read(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read) reading).request();
  }

  /** Whatever Slack really sent is understood, or let be: nothing of it is refused. */
  @Test
  void whatWasCapturedIsRead() {
    int pressed = 0;
    for (var file : SlackData.files("payloads")) {
      var name = file.getFileName().toString();
      var text = SlackData.text("payloads/" + name);
      var reading =
          name.endsWith(".txt")
              ? form(text.strip())
              : name.startsWith("event-") ? event(text) : payload(text);
      assertThat(reading).as(name).isInstanceOf(Reading.Read.class);
      if (read(reading) instanceof Pressed press) {
        pressed++;
        assertThat(press.value()).as(name).isNotEmpty();
      }
    }
    assertThat(pressed).isGreaterThanOrEqualTo(3);
  }

  @Test
  void namesMayBeEmptyAndIdsAreTaken() {
    assertThat(read(payload(PRESS)))
        .isEqualTo(
            new Pressed(
                new ConversationPerson("T1A", "U1A"),
                "C1A",
                "1700000000.000100",
                "v1.it",
                "1.2.3",
                "https://hooks.slack.com/actions/T1A/1/x"));
  }

  @Test
  void peopleOfAnEnterpriseAreKnownByIt() {
    var whole =
        PRESS.replace(
            "\"team\":{\"id\":\"T1A\",\"domain\":\"\"}",
            "\"team\":null,\"enterprise\":{\"id\":\"E1A\"}");
    assertThat(read(payload(whole)).by()).isEqualTo(new ConversationPerson("E1A", "U1A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"block_actions\",",
        "\"id\":\"U1A\",",
        "\"message_ts\":\"1700000000.000100\",",
        ",\"channel_id\":\"C1A\"",
        "{\"type\":\"button\",\"action_id\":\"a\",\"block_id\":\"b\",\"value\":\"v1.it\"}"
      })
  void whatIsUsedHasToBeThere(String part) {
    assertThat(PRESS).contains(part);
    assertThat(payload(PRESS.replace(part, ""))).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "payload=",
        "payload=%7B",
        "payload=[]",
        "payload=%ZZ",
        "a=1&a=2",
        "command=x"
      })
  void whatIsBrokenIsUnreadable(String body) {
    assertThat(form(body)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void aPressedLinkAsksForNothing() {
    assertThat(read(payload(PRESS.replace(",\"value\":\"v1.it\"", ",\"url\":\"https://x\""))))
        .isInstanceOf(Unheeded.class);
    assertThat(read(form("ssl_check=1&token=x"))).isInstanceOf(Unheeded.class);
  }

  @Test
  void onlyOurFormsAreTaken() {
    var view =
        """
        {"type":"view_submission","team":{"id":"T1A"},"user":{"id":"U1A","team_id":"T1A"},
         "view":{"id":"V1","callback_id":"%s","private_metadata":"v1.it",
           "state":{"values":{"reason":{"reason":{"type":"plain_text_input","value":"a < b"}},
             "empty":{"empty":{"type":"plain_text_input","value":null}}}}}}
        """;
    assertThat(read(payload(view.formatted("countersign-form"))))
        .isEqualTo(
            new Submitted(
                new ConversationPerson("T1A", "U1A"),
                "v1.it",
                Map.of("reason", "a < b", "empty", "")));
    assertThat(read(payload(view.formatted("elses")))).isInstanceOf(Unheeded.class);
  }

  @Test
  void aCommandIsRead() {
    assertThat(
            read(
                form(
                    "team_id=T1A&channel_id=C1A&user_id=U1A&user_name=&command=%2Fcountersign"
                        + "&text=+status+&response_url=https%3A%2F%2Fhooks.slack.com%2Fx&trigger_id=1.2")))
        .isEqualTo(
            new Commanded(
                new ConversationPerson("T1A", "U1A"),
                "C1A",
                "/countersign",
                "status",
                "1.2",
                "https://hooks.slack.com/x"));
  }

  @Test
  void aMentionIsReadAndWhatBotsSayIsNot() {
    var said =
        """
        {"type":"event_callback","team_id":"T1A","event_id":"Ev1A","event":{"type":"app_mention",
         "user":"U1A","team":"T1A","channel":"C1A","ts":"17.1","text":"<@U0BOT> status &lt;x&gt;"}}
        """;
    assertThat(read(event(said)))
        .isEqualTo(
            new Mentioned(
                new ConversationPerson("T1A", "U1A"), "C1A", "17.1", "17.1", "EV1A", "status <x>"));
    assertThat(read(event(said.replace("\"user\"", "\"bot_id\":\"B1\",\"user\""))))
        .isInstanceOf(Unheeded.class);
    assertThat(read(event(said.replace("app_mention", "member_joined_channel"))))
        .isInstanceOf(Unheeded.class);
    assertThat(read(event("{\"type\":\"url_verification\",\"challenge\":\"abc\"}")))
        .isEqualTo(new Challenged("abc"));
  }
}
