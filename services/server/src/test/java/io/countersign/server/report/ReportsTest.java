package io.countersign.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.TestServer;
import io.countersign.server.TestServer.Reply;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports over HTTP, of a whole server's record. */
class ReportsTest {
  private static TestServer server;
  private static String auditor;

  @BeforeAll
  static void start() {
    server = TestServer.fresh();
    auditor = server.person("auditor");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String today() {
    return LocalDate.ofInstant(Instant.now().minusSeconds(86_400), ZoneOffset.UTC).toString();
  }

  /** Published is soon, not at once. */
  private static Reply published(String path) {
    return Eventually.get(
        "a report under a published checkpoint",
        () ->
            Optional.of(server.get(auditor, path))
                .filter(it -> it.status() != 409 && it.status() != 429));
  }

  @ParameterizedTest
  @EnumSource(io.countersign.reports.ReportKind.class)
  void eachKindIsMadeInEachFormatWithItsProof(io.countersign.reports.ReportKind kind) {
    var path = "/api/v1/reports/" + kind.label() + "?from=" + today();
    var json = published(path);
    assertThat(json.status()).as(json.text()).isEqualTo(200);
    var parameters = json.json().path("parameters");
    assertThat(parameters.path("kind").asString()).isEqualTo(kind.label());
    assertThat(parameters.path("evidence").path("to").asString()).contains("\u2014 ");
    assertThat(parameters.path("b").asLong()).isPositive();
    assertThat(parameters.path("seed").asString()).matches("[0-9a-f]{16}");
    assertThat(json.json().path("completeness").path("gaps").asLong()).isZero();
    assertThat(published(path + "&format=csv").text()).contains("\r\n");
    assertThat(published(path + "&format=oscal").text()).startsWith("{\"assessment-results\"");
  }

  @Test
  void theSameLeavesGiveTheSameBytesButForWhoAskedAndWhen() {
    var path =
        "/api/v1/reports/access-review?seed=s&from=%s&to=%s".formatted(today(), Instant.now());
    var first = published(path).text();
    var second = published(path).text();
    assertThat(plain(second)).isEqualTo(plain(first)).contains("\"seed\":\"s\"");
  }

  private static String plain(String report) {
    return report.replaceAll("\"generatedAt\":\"[^\"]*\"", "");
  }

  @Test
  void twoPeriodsThatMeetShareNoLeafAndTheSecondNamesBothCheckpoints() {
    published("/api/v1/reports/approvals?from=" + today());
    var middle = Instant.now();
    server.add("later" + middle.toEpochMilli(), "viewer");
    var before =
        published("/api/v1/reports/approvals?from=%s&to=%s".formatted(today(), middle))
            .json()
            .path("parameters");
    var after = published("/api/v1/reports/approvals?from=" + middle).json().path("parameters");
    assertThat(after.path("a").asLong()).isEqualTo(before.path("b").asLong()).isPositive();
    assertThat(after.path("b").asLong()).isGreaterThan(after.path("a").asLong());
    assertThat(after.path("evidence").path("from").asString()).contains("\u2014 ");
    assertThat(after.path("evidence").path("consistency").asString())
        .startsWith("countersign.dev/consistency@v1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=2026-01-01&to=2026-01-01 | from",
        "from=2026-01-02&to=2026-01-01 | from",
        "to=2026-01-01 | from",
        "from=2026-02-30 | from",
        "from=yesterday | from",
        "from=2026-01-01T00:00:00 | from",
        "from=0001-01-01 | from",
        "from=2026-01-01&to=9998-01-01 | to",
        "from=2026-01-01&to=99999-01-01 | to",
        "from=2026-01-01&zone=Mars/Olympus | zone",
        "from=2026-01-01&scope=orders | scope",
        "from=2026-01-01&scope=a/b/c/d | scope",
        "from=2026-01-01&seed=%20 | seed",
        "from=2026-01-01&format=doc | format",
        "from=2026-01-01&format=csv&table=none | table"
      })
  void wrongParametersAreNamed(String query, String at) {
    var reply = published("/api/v1/reports/change-register?" + query);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text()).contains("\"at\":\"" + at + "\"");
  }

  @Test
  void anUnknownKindIsSaidToBe() {
    var reply = server.get(auditor, "/api/v1/reports/everything?from=2026-01-01");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("UNKNOWN_REPORT");
  }

  @Test
  void aHugeOldPeriodIsWithinTheRecord() {
    var reply = published("/api/v1/reports/incident-metrics?from=1970-01-01");
    assertThat(reply.json().path("parameters").path("a").asLong(-1)).isZero();
    var empty = published("/api/v1/reports/incident-metrics?from=1970-01-01&to=1970-01-02");
    assertThat(empty.json().path("completeness").path("leaves").asLong(-1)).isZero();
  }

  @Test
  void aPartialScopeIsSaidInTheTitle() {
    var reply =
        published("/api/v1/reports/change-register?from=2026-01-01&scope=service/production/*");
    assertThat(reply.json().path("title").asString()).contains("partial scope");
  }

  @Test
  void reportsAreForAuditorsAndThoseWhoAnswer() {
    var list = server.get(auditor, "/api/v1/reports");
    assertThat(list.json().path("items")).hasSize(13);
    var path = "/api/v1/reports/approvals?from=2026-01-01";
    for (var role : new String[] {"viewer", "responder", "approver", "catalog_editor"}) {
      assertThat(server.get(server.person(role), path).status()).as(role).isEqualTo(403);
      assertThat(server.get(server.person(role), "/api/v1/reports").status()).isEqualTo(403);
    }
    assertThat(server.get("", path).status()).isEqualTo(401);
  }
}
