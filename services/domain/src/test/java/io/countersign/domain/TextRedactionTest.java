package io.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=canary1 was wrong | password=[redacted] was wrong",
        "set DB_PASSWORD: canary1, restart | set DB_PASSWORD: [redacted], restart",
        "{\"api_key\": \"canary1\"} | {\"api_key\": \"[redacted]\"}",
        "curl -H 'Authorization: Bearer canary1canary1canary1' | curl -H 'Authorization: [redacted]"
            + " [redacted]'",
        "as Bearer canary1canary1canary1 | as Bearer [redacted]",
        "postgresql://app:canary1@db/x | postgresql://[redacted]@db/x",
        "u:canary1@h:9100 | [redacted]@h:9100",
        "scrape u:can.ary!1@h.example | scrape [redacted]@h.example",
        "the key AKIACANARY1CANARY123 leaked | the key [redacted] leaked",
        "ghp_canary1canary1canary1canary1 | [redacted]",
        "tok_0123456789abcdef0123.canary1canary1canary1canary1 |"
            + " tok_0123456789abcdef0123.[redacted]",
        "eyJhbGciOiJub25lIn0.canary1canary1.sig | [redacted]",
        "ask canary1@corp.example first | ask [redacted] first",
        "call +49 30 1234567 | call [redacted]",
        "{\"password\": \"can ary\\\"1\", \"x\": 1} | {\"password\": \"[redacted]\", \"x\": 1}",
        "dbpassword='can ary1' set | dbpassword='[redacted]' set",
        "Set-Cookie: a=canary1; b=canary1 | Set-Cookie: [redacted]",
        "with bearer canary1 again | with bearer [redacted] again",
      })
  void whatLooksLikeASecretOrAnAddressGoes(String text, String redacted) {
    assertThat(TextRedaction.text(text)).isEqualTo(redacted);
    assertThat(TextRedaction.text(redacted)).as("once more").isEqualTo(redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ESC[1;35m[WARNING]: noESC[0m| [WARNING]: no",
        "ESC]0;titleBELreadyESC[2J| ready",
        "ESC]8;;http://hESC\\linkESC]8;;ESC\\| link",
        "a\\u009b31mred| ared",
        "ESC[ESC[1m1mx| 1mx",
        "passESC[0mword=canary1| password=[redacted]",
        "it ends hereESC[| it ends here",
        "ESC]no end, but the rest stays| no end, but the rest stays",
        "[1m] is text, and so is ü| [1m] is text, and so is ü",
      })
  void whatATerminalWouldObeyGoes(String told, String shown) {
    var text = told.replace("ESC", "\u001b").replace("BEL", "\u0007").replace("\\u009b", "\u009b");
    assertThat(TextRedaction.text(text)).isEqualTo(shown);
    assertThat(TextRedaction.text(shown)).as("once more").isEqualTo(shown);
  }

  @Test
  void aKeyGoesEvenWhenItsEndWasCutOff() {
    var key = "-----BEGIN RSA PRIVATE KEY-----\ncanary1\n";
    assertThat(TextRedaction.text("see " + key)).isEqualTo("see [redacted]");
    assertThat(TextRedaction.text(key + "-----END RSA PRIVATE KEY-----!")).isEqualTo("[redacted]!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "looks right",
        "the token bucket is full; 5xx at 12:30:15, secrets rotated",
        "roll back v2.1.0+build.7 to v2.0.9",
        "http://prometheus:9090/graph?g0.expr=up == 0",
        "service/production/orders on node-7.internal:9100",
        "web@1.2.3 and @corp/web@2.0.0-17 were released",
        "app:1.2@sha256:0123456789abcdef at 12:30",
        "image registry.example/team/app@sha256:0123456789abcdef",
        "basic understanding, bearer of bad news",
        "compass: north, bypass=true"
      })
  void whatPeopleWriteStays(String text) {
    assertThat(TextRedaction.text(text)).isEqualTo(text);
  }

  @Test
  void aLabelIsJudgedByItsNameToo() {
    var labels =
        Map.of(
            "password", "canary1",
            "db.password", "canary1",
            "client_secret", "canary1",
            "X-Api-Key", "canary1",
            "service", "orders",
            "secret", "tls-orders",
            "compass", "north");
    assertThat(TextRedaction.values(labels))
        .isEqualTo(
            Map.of(
                "password", "[redacted]",
                "db.password", "[redacted]",
                "client_secret", "[redacted]",
                "X-Api-Key", "[redacted]",
                "service", "orders",
                "secret", "tls-orders",
                "compass", "north"));
  }

  /** What begins like a secret all over and never ends like one: each look used to go far. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-----BEGIN PRIVATE KEY-----x", "-eyJabcdefghijk", "a:", "a:b@!", "x@", "_a"})
  void whatNeverEndsIsLookedAtOnce(String part) {
    var processor = ManagementFactory.getThreadMXBean();
    long begun = processor.getCurrentThreadCpuTime();
    TextRedaction.text(part.repeat(2_000_000 / part.length()));
    assertThat(Duration.ofNanos(processor.getCurrentThreadCpuTime() - begun))
        .isLessThan(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u:canary1@h x:y@ a@b | [redacted]@h x:y@ a@b",
        "(u:canary1:more@h | ([redacted]@h",
        ":canary1@h | :canary1@h",
        "u:@h | u:@h",
        "=:canary1,u:canary1@h | =:canary1,[redacted]@h",
        "-eyJhbGciOiJub25lIn0 alone | -[redacted] alone",
      })
  void whatStandsBeforeAHostIsFoundByItsEnd(String text, String redacted) {
    assertThat(TextRedaction.text(text)).isEqualTo(redacted);
  }

  /** Quadratic would take minutes. */
  @Test
  void aHostileTextCostsNoMoreThanAnother() {
    for (var part :
        List.of(
            "a",
            "a.",
            "://",
            "+1 ",
            "eyJ",
            "password",
            "password=\"",
            "token=\\\"",
            "bearer ",
            "a:",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "@")) {
      var begun = System.nanoTime();
      TextRedaction.text(part.repeat(20_000));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
  }
}
