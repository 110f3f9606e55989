package io.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.ProcessorTime;
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
        "curl -H 'Authorization: Bearer canary1canary1canary1' | curl -H 'Authorization:"
            + " [redacted]'",
        "Authorization: Token canary1 | Authorization: [redacted]",
        "Authorization: GenieKey canary1, Host: x | Authorization: [redacted], Host: x",
        "authorization: Custom canary1canary1canary1 | authorization: [redacted]",
        "\"Authorization\": \"Token canary1\" | \"Authorization\": \"[redacted]\"",
        "X-Vault-Token: canary1 | X-Vault-Token: [redacted]",
        "{\\\"password\\\":\\\"can ary1\\\",\\\"x\\\":1} |"
            + " {\\\"password\\\":\\\"[redacted]\\\",\\\"x\\\":1}",
        "{\\\\\\\"token\\\\\\\": \\\\\\\"canary1\\\\\\\"} |"
            + " {\\\\\\\"token\\\\\\\": \\\\\\\"[redacted]\\\\\\\"}",
        "{\\\"secret\\\": \\\"can\\\\\\\"ary1\\\"} | {\\\"secret\\\": \\\"[redacted]\\\"}",
        "password=ab,canary1 | password=[redacted]",
        "password=ab;canary1&canary1 next | password=[redacted] next",
        "a=1,password=canary1,service=orders | a=1,password=[redacted],service=orders",
        "Server=db;Password=canary1;Database=x | Server=db;Password=[redacted];Database=x",
        "?password=canary1&page=2 | ?password=[redacted]&page=2",
        "app --password canary1 --port 80 | app --password [redacted] --port 80",
        "app --db-password 'can ary1' -v | app --db-password [redacted] -v",
        "vault login -token canary1 | vault login -token [redacted]",
        "app --api-key \"canary1\" | app --api-key [redacted]",
        "mysql -h db -u root -pcanary1 shop | mysql -h db -u root -p[redacted] shop",
        "mysqldump -p 'canary1' shop | mysqldump -p [redacted] shop",
        "docker login -u me -p canary1 r.example | docker login -u me -p [redacted] r.example",
        "sshpass -p canary1 ssh -p 22 h | sshpass -p [redacted] ssh -p 22 h",
        "redis-cli -h r -a canary1 ping | redis-cli -h r -a [redacted] ping",
        "curl -u user:canary1 http://h | curl -u user:[redacted] http://h",
        "curl -sSu user:canary1 http://h | curl -sSu user:[redacted] http://h",
        "x --user=user:canary1 | x --user=user:[redacted]",
        "https://hooks.slack.com/services/T0/B0/canary1 |"
            + " https://hooks.slack.com/services/[redacted]",
        "https://discord.com/api/webhooks/12/canary1 | https://discord.com/api/webhooks/[redacted]",
        "https://x.webhook.office.com/webhookb2/canary1@a/b |"
            + " https://x.webhook.office.com/[redacted]",
        "https://p.logic.azure.com/x?sp=1&sig=canary1&v=1 |"
            + " https://p.logic.azure.com/x?sp=1&sig=[redacted]&v=1",
        "https://api.telegram.org/bot12:canary1/sendMessage |"
            + " https://api.telegram.org/bot[redacted]",
        "hvs.canary1canary1canary1canary1 | [redacted]",
        "npm_canary1canary1canary1canary1canary1x | [redacted]",
        "glpat-canary1canary1canary1 is | [redacted] is",
        "glsa_canary1canary1canary1 | [redacted]",
        "xoxb-12-canary1-canary1 | [redacted]",
        "sk-proj-canary1canary1canary1 | [redacted]",
        "sk_live_canary1canary1canary1 | [redacted]",
        "as Bearer canary1canary1canary1 | as Bearer [redacted]",
        "postgresql://app:canary1@db/x | postgresql://[redacted]@db/x",
        "u:canary1@h:9100 | [redacted]@h:9100",
        "to=https%3A%2F%2Fapp%3Acanary1%2F%40h.example%2Fx |"
            + " to=https%3A%2F%2F[redacted]%40h.example%2Fx",
        "next=%2Flogin%3Fpassword%3Dcan%2Bary1%26page%3D2 |"
            + " next=%2Flogin%3Fpassword%3D[redacted]%26page%3D2",
        "scrape u:can.ary!1@h.example | scrape [redacted]@h.example",
        "the key AKIACANARY1CANARY123 leaked | the key [redacted] leaked",
        "ghp_canary1canary1canary1canary1 | [redacted]",
        "tok_0123456789abcdef0123.canary1canary1canary1canary1 |"
            + " tok_0123456789abcdef0123.[redacted]",
        "eyJhbGciOiJub25lIn0.canary1canary1.sig | [redacted]",
        "ask canary1@corp.example first | ask [redacted] first",
        "call +49 30 1234567 | call [redacted]",
        "carol@example.services is | [redacted] is",
        "user@1000.service.example is | [redacted] is",
        "user@1000.service-desk.example | [redacted]",
        "carol@mail.example.service | [redacted]",
        "carol@stores.target, carol@a.SERVICE | [redacted], [redacted]",
        "a@b.service@corp.example | [redacted]@corp.example",
        "a@b.service.c@corp.example | [redacted]@corp.example",
        "carol@thread.tacv2 and carol@thread.v2.example | [redacted] and [redacted]",
        "https://x/l/message/19:carol@thread.tacv2.example/1 |"
            + " https://x/l/message/[redacted]@thread.tacv2.example/1",
        "u:canary1@thread.tacv2 | [redacted]@thread.tacv2",
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
        "compass: north, bypass=true",
        "sk-orders-service-in-production and risk-assessment-service-2024-production",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b of token-service",
        "trace 0af7651916cd43dd8448eb211c80319c, uuid 123e4567-e89b-12d3-a456-426614174000",
        "alert c38d260128db2305 of kube-secret-sync, password-service and auth-token-api",
        "image@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "ssh -p 22 h, mkdir -p /srv/x, docker run -p 80:80 -u 1000:1000 web",
        "docker run --user 1000:1000 web, psql -p 5432 -U app, kubectl logs -p web",
        "mysql -P 3306 -h db --password-file /run/secrets/db",
        "see https://hooks.example.com/services/a and https://slack.com/archives/C0/p1",
        "npm_config_cache is set, hvs.example has no token",
        "http://h/x?signed=1&design=2",
        "user@1000.service and user-runtime-dir@1000.service failed.",
        "restart postgresql@15-main.service. Then wg-quick@wg0.service",
        "getty@tty1.service, sshd@3-10.socket; backup@daily.timer: dead",
        "unit ceph-osd@12.service of node-7",
        "https://teams.microsoft.com/l/message/19:bf6c2f2a5cd44c5d8c3b2c4a6e4e8f5d@thread.tacv2/1699350000000"
            + "?tenantId=72f988bf-86f1-41af-91ab-2d7cd011db47&parentMessageId=1699350000000",
        "https://teams.microsoft.com/l/channel/19:Zq-8_cV1hR4pXkT0bWnY7dE2sJ5uMfLgA3oH6iK9vQw1@thread.tacv2/General",
        "https://teams.microsoft.com/l/meetup-join/19:meeting_MzFhNTkyOWEtNGQ2Ny00@thread.v2/0",
        "the authorization of orders failed, tokens: none left"
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

  @Test
  void aNameOfALabelIsTextToo() {
    assertThat(
            TextRedaction.values(
                Map.of("ghp_canary1canary1canary1canary1", "a", "password=canary1", "b", "c", "d")))
        .isEqualTo(Map.of("[redacted]", "a", "password=[redacted]", "b", "c", "d"));
    assertThat(
            TextRedaction.values(
                Map.of("u:canary1@h", "a", "v:canary1@h", "b", "password: canary2", "")))
        .isEqualTo(Map.of("[redacted]@h", "a", "[redacted]@h 2", "b", "password: [redacted]", ""));
  }

  /**
   * What begins like a secret all over and never ends like one: each look used to go far. At this
   * length a second look from every place takes minutes.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----x",
        "-eyJabcdefghijk",
        "a:",
        "a:b@!",
        "x@",
        "_a",
        "a",
        "a.",
        "://",
        "+1 ",
        "eyJ",
        "password",
        "password=\"",
        "token=\\\"",
        "token=\\\"x\\\\\\\"",
        "password=a,",
        "bearer ",
        "authorization: a ",
        "-----BEGIN ",
        " --a-a-a-",
        " --token",
        "mysql -p-",
        "xh -u ",
        "xh -ua:1 ",
        "redis-cli -a-",
        "ldapx -w-",
        "sqlcmd -P-",
        "password=\"\\",
        "sk-a-",
        "&sig=",
        "a@b.service",
        "a@b.service ",
        "19:a@thread.v",
        "/19:a",
        "@"
      })
  void aHostileTextCostsNoMoreThanAnother(String part) {
    var text = part.repeat(100_000 / part.length());
    assertThat(ProcessorTime.of(() -> TextRedaction.text(text))).isLessThan(Duration.ofSeconds(2));
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

  /** However it's spaced, and however long it is. */
  @Test
  void noFormEndsEarly() {
    var secret = "canary1".repeat(200);
    for (var text :
        List.of(
            "mysql\t-p" + secret,
            "redis-cli\t-a\t" + secret,
            "x --password " + secret,
            "curl -u me:" + secret,
            "password=\"" + "a\\\\".repeat(300) + secret + "\"")) {
      assertThat(TextRedaction.text(text)).as(text).doesNotContain("canary1");
    }
  }
}
