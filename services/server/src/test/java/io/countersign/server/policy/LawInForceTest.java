package io.countersign.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleContent.File;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.policies.bundle.OfferedFiles;
import io.countersign.policies.suite.MadeUpPlan;
import io.countersign.server.LocalServer;
import io.countersign.server.PolicyAuthors;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every server decides by what is in force on record, and by nothing else. */
@Execution(ExecutionMode.CONCURRENT)
class LawInForceTest {
  private static final String BUNDLES = "/api/v1/policy/bundles";

  /** What is in force before a server of this release ever starts. */
  private static TestDatabase begunWith(BundleContent content) throws Exception {
    var database = TestDatabase.create();
    try (var ledger = database.open()) {
      var blob = BundleFiles.blob(content);
      var summary =
          new BundleSummary(content.digest(), blob.ref(), content.files().size(), 1, 1, null);
      var command = new BeginWithBundle(PolicyBundleId.of(new UUID(7, 7)), summary);
      var sent =
          new Submission.OfCommand(
              command, SystemOrigin.context(Instant.parse("2026-01-01T00:00:00Z")), List.of(blob));
      ledger.send(sent).get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    return database;
  }

  private static LocalServer start(TestDatabase database) throws Exception {
    return LocalServer.start("", database.settings(), "", TemporalTls.NONE);
  }

  private static Map<String, String> shipped() {
    var texts = new TreeMap<String, String>();
    OfferedFiles.shippedFiles().forEach(it -> texts.put(it.name(), it.text()));
    return texts;
  }

  @Test
  void aBundleIsInForceOnEveryServerByItself() throws Exception {
    var database = TestDatabase.create();
    int port = FreePort.any();
    try (var temporal = io.temporal.testserver.TestServer.createPortBoundServer(port, true)) {
      assertThat(temporal).isNotNull();
      var address = "127.0.0.1:" + port;
      try (var one = LocalServer.start("", database.settings(), address, TemporalTls.NONE);
          var other = LocalServer.start("", database.settings(), address, TemporalTls.NONE)) {
        var server = TestServer.of(one);
        var texts = shipped();
        texts.replaceAll((_, text) -> text + "# changed\n");
        var authors = PolicyAuthors.of(server);
        var proposed = server.post(authors.anna(), BUNDLES, Map.of("files", texts)).json();
        var digest = proposed.path("digest").asString();
        var approve = BUNDLES + "/" + proposed.path("id").asString() + "/approve";
        assertThat(server.post(authors.berta(), approve, Map.of("digest", digest)).status())
            .isEqualTo(200);
        for (var it : List.of(one, other)) {
          var laws = it.bean(LawInForce.class);
          Eventually.holds("taken up", () -> laws.law().digest().hex().equals(digest));
        }
      }
    }
  }

  @Test
  void anUpgradeChangesNoBundleAndOffersWhatItBrings() throws Exception {
    var older = new TreeMap<String, String>(shipped());
    older.remove("runbooks/scale-out.yaml");
    try (var local = start(begunWith(BundleFiles.of(older)))) {
      var server = TestServer.of(local);
      assertThat(local.bean(LawInForce.class).law().digest())
          .isEqualTo(BundleFiles.of(older).digest());
      assertThat(server.get(server.administrator(), "/api/v1/runbooks").text())
          .doesNotContain("scale-out");
      var outside = server.get(server.administrator(), "/api/v1/policy/outside").json();
      assertThat(outside.path("shipped").path("differing").get(0).asString())
          .isEqualTo("runbooks/scale-out.yaml");
      assertThat(server.get(server.administrator(), "/api/v1/doctor").text())
          .contains("propose --shipped");
    }
  }

  @Test
  void whatThisVersionCanNotCompileForbidsEverythingAndIsSaid() throws Exception {
    var future = new BundleContent(List.of(new File("approval/a.yaml", "from: the future\n")));
    try (var local = start(begunWith(future))) {
      var server = TestServer.of(local);
      var law = local.bean(LawInForce.class).law();
      assertThat(law).isInstanceOf(Law.Unusable.class);
      assertThat(law.runbooks()).isEmpty();
      assertThat(law.evaluate(MadeUpPlan.everyday(Instant.parse("2026-01-01T00:00:00Z"))))
          .isInstanceOfSatisfying(
              PolicyDecision.Forbidden.class,
              it -> assertThat(it.because()).startsWith("POLICY_ERROR"));
      assertThat(server.get("", "/actuator/health").status()).isEqualTo(503);
      assertThat(server.get("", "/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(server.get(server.administrator(), "/api/v1/doctor").text())
          .contains("everything is forbidden");
    }
  }
}
