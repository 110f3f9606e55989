package io.countersign.connectors.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity.Authentic;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity.Forged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSignatureTest {
  private static final String TIME = "1700000000";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final byte[] BODY = "payload=%7B%22type%22%3A%22x%22%7D".getBytes(UTF_8);

  @TempDir private Path folder;

  private String secret(String name, String value) throws IOException {
    return "file:" + Files.writeString(folder.resolve(name), value);
  }

  private static Map<String, String> headers(String secret, String timestamp, byte[] body) {
    return Map.of(
        "x-slack-request-timestamp",
        timestamp,
        "x-slack-signature",
        SlackSignature.sign(new Secret(secret), timestamp, body));
  }

  @Test
  void publishedVectorsAreAcceptedAndMade() throws IOException {
    for (var it : SlackData.json("signature-vectors.json").path("vectors")) {
      var word = it.path("signing_secret").asString();
      var body = it.path("body").asString().getBytes(UTF_8);
      var time = it.path("timestamp").asString();
      var signature = it.path("signature").asString();
      assertThat(SlackSignature.sign(new Secret(word), time, body)).isEqualTo(signature);
      var check = new SlackSignature(List.of(secret("vector", word)));
      var headers = Map.of("x-slack-request-timestamp", time, "x-slack-signature", signature);
      var at = Instant.ofEpochSecond(Long.parseLong(time));
      assertThat(check.check(headers, body, at)).isInstanceOf(Authentic.class);
      if (body.length > 0) {
        body[0]++;
        assertThat(code(check.check(headers, body, at))).isEqualTo("SIGNATURE_WRONG");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-300, -299, 0, 299, 300})
  void fiveMinutesEitherWayAreNear(int seconds) throws IOException {
    var check = new SlackSignature(List.of(secret("s", "word")));
    var at = NOW.plusSeconds(seconds);
    assertThat(check.check(headers("word", TIME, BODY), BODY, at))
        .isInstanceOfSatisfying(
            Authentic.class,
            it -> {
              assertThat(it.skewMillis()).isEqualTo(-1000L * seconds);
              assertThat(it.delivery()).matches("[0-9a-f]{64}");
            });
  }

  /** Slack's own client takes one from the future. */
  @ParameterizedTest
  @ValueSource(ints = {-31_536_000, -3600, -301, 301, 3600})
  void whatIsFartherIsStale(int seconds) throws IOException {
    var check = new SlackSignature(List.of(secret("s", "word")));
    assertThat(code(check.check(headers("word", TIME, BODY), BODY, NOW.plusSeconds(seconds))))
        .isEqualTo("TIMESTAMP_STALE");
  }

  @Test
  void eitherOfTwoSecretsWillDoWhileTheyAreChanged() throws IOException {
    var check = new SlackSignature(List.of(secret("a", "old"), secret("b", "new")));
    assertThat(check.check(headers("old", TIME, BODY), BODY, NOW)).isInstanceOf(Authentic.class);
    assertThat(check.check(headers("new", TIME, BODY), BODY, NOW)).isInstanceOf(Authentic.class);
    assertThat(code(check.check(headers("none", TIME, BODY), BODY, NOW)))
        .isEqualTo("SIGNATURE_WRONG");
  }

  @Test
  void aDeliveryIsKnownByItsDigest() throws IOException {
    var check = new SlackSignature(List.of(secret("s", "word")));
    var first = check.check(headers("word", TIME, BODY), BODY, NOW);
    assertThat(check.check(headers("word", TIME, BODY), BODY, NOW)).isEqualTo(first);
    assertThat(check.check(headers("word", "1700000001", BODY), BODY, NOW)).isNotEqualTo(first);
  }

  @Test
  void withoutASecretOrASignatureNothingIsBelieved() throws IOException {
    var none = new SlackSignature(List.of("file:" + folder.resolve("absent")));
    assertThat(code(none.check(headers("word", TIME, BODY), BODY, NOW)))
        .isEqualTo("SECRET_UNAVAILABLE");
    var check = new SlackSignature(List.of(secret("s", "word")));
    var right = headers("word", TIME, BODY);
    assertThat(code(check.check(Map.of(), BODY, NOW))).isEqualTo("SIGNATURE_MISSING");
    for (var time : List.of("", "now", "-1", "1700000000.5", "99999999999999999999")) {
      var headers =
          Map.of(
              "x-slack-request-timestamp",
              time,
              "x-slack-signature",
              right.get("x-slack-signature"));
      assertThat(code(check.check(headers, BODY, NOW))).isEqualTo("SIGNATURE_MISSING");
    }
  }

  private static String code(Authenticity authenticity) {
    return authenticity instanceof Forged forged ? forged.code() : "AUTHENTIC";
  }
}
