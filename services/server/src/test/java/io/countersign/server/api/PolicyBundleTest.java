package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.server.LocalServer;
import io.countersign.server.PolicyAuthors;
import io.countersign.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Policies are proposed, approved by another, and in force; no file has a say. */
class PolicyBundleTest {
  private static final String BUNDLES = "/api/v1/policy/bundles";
  private static final String RUNBOOK = "scale-out";
  private static final String RULE = "approval/one-approver-everywhere.yaml";

  private static Map<String, Object> changed(JsonNode files, String note) {
    var texts = new TreeMap<String, String>();
    files
        .path("files")
        .properties()
        .forEach(it -> texts.put(it.getKey(), it.getValue().asString()));
    texts.computeIfPresent(RULE, (_, text) -> text + "# " + note + "\n");
    return Map.of("files", texts, "note", note);
  }

  /** One runbook says something else then. */
  private static Map<String, Object> retitled(JsonNode files) {
    var texts = new TreeMap<String, String>();
    files
        .path("files")
        .properties()
        .forEach(it -> texts.put(it.getKey(), it.getValue().asString()));
    texts.computeIfPresent(
        "runbooks/" + RUNBOOK + ".yaml",
        (_, text) -> text.replaceFirst("(?m)^title: .*$", "title: As before"));
    return Map.of("files", texts, "note", "other words");
  }

  private static JsonNode inForce(TestServer server) {
    return server.get(server.administrator(), BUNDLES + "/in-force").json();
  }

  @Test
  void anotherAuthorPutsItInForceAtAPosition() {
    try (var server = TestServer.fresh()) {
      var first = inForce(server);
      assertThat(first.path("number").asInt()).isEqualTo(1);
      assertThat(first.path("manner").asString()).isEqualTo("bootstrap");
      assertThat(first.path("brought")).hasSize(first.path("runbooks").asInt());
      var files = server.get(server.administrator(), BUNDLES + "/in-force/files").json();
      var authors = PolicyAuthors.of(server);
      var proposed = server.post(authors.anna(), BUNDLES, retitled(files));
      assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
      var id = proposed.json().path("id").asString();
      var agreed = Map.of("digest", proposed.json().path("digest").asString());

      var own = server.post(authors.anna(), BUNDLES + "/" + id + "/approve", agreed);
      assertThat(own.code()).isEqualTo("SOD_POLICY_AUTHOR");
      var other = server.post(server.administrator(), BUNDLES + "/" + id + "/approve", agreed);
      assertThat(other.code()).isEqualTo("FORBIDDEN");
      var approved = server.post(authors.berta(), BUNDLES + "/" + id + "/approve", agreed);
      assertThat(approved.status()).as(approved.text()).isEqualTo(200);

      var now = inForce(server);
      assertThat(now.path("id").asString()).isEqualTo(id);
      assertThat(now.path("number").asInt()).isEqualTo(2);
      assertThat(now.path("brought").valueStream().map(JsonNode::asString))
          .containsExactly(RUNBOOK);
      assertThat(now.path("position").asLong()).isEqualTo(approved.position());
      var states = server.get(server.administrator(), BUNDLES).json().path("items");
      assertThat(states.valueStream().map(it -> it.path("state").asString()).toList())
          .containsExactly("in-force", "replaced");
    }
  }

  @Test
  void d03_everythingThatIsWrongIsToldWithItsPlaceAndNothingChanges() {
    var server = TestServer.running();
    var before = inForce(server);
    var reply =
        server.post(
            server.administrator(),
            BUNDLES,
            Map.of("files", Map.of("approval/a.yaml", "id: a\n", "approval/b.yaml", "id: [\n")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("POLICY_BUNDLE_INVALID");
    assertThat(reply.text()).contains("approval/a.yaml:1:1", "approval/b.yaml:2:1");
    assertThat(inForce(server)).isEqualTo(before);
  }

  @Test
  void whoMayNotProposeHasTheServerCompileNothing() {
    var server = TestServer.running();
    var broken = Map.of("files", Map.of("approval/a.yaml", "id: a\n"));
    var reply = server.post(server.person("responder"), BUNDLES, broken);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN");
    assertThat(reply.text()).doesNotContain("approval/a.yaml");
  }

  @Test
  void whatAProposalMayCostIsBounded() {
    var server = TestServer.running();
    var rules = new TreeMap<String, String>();
    for (int i = 0; i <= 200; i++) {
      rules.put("approval/rule-" + i + ".yaml", "id: rule-" + i + "\n");
    }
    var large = Map.of("approval/a.yaml", "# ".repeat(1_100_000));
    for (var files : List.of(rules, large)) {
      var reply = server.post(server.administrator(), BUNDLES, Map.of("files", files));
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.code()).isEqualTo("POLICY_BUNDLE_TOO_LARGE");
    }
    rules.remove("approval/rule-0.yaml");
    assertThat(server.post(server.administrator(), BUNDLES, Map.of("files", rules)).code())
        .isEqualTo("POLICY_BUNDLE_INVALID");
  }

  private static String night(String groups) {
    return """
    id: scaling-at-night
    title: Scaling at night
    when: 'plan.runbook == "at-night"'
    effect: require
    because: the platform team pays for it
    controls: ['SOC2:CC8.1']
    require:
      risk: medium
      quorum: 1
      roles: [approver]
      groups: [%s]
      remindSeconds: 300
      escalateSeconds: 900
      expireSeconds: 3600
    """
        .formatted(groups);
  }

  private static final String NIGHT_TEST =
      """
      suite: Scaling at night
      given:
        plan: {action: scale, runbook: at-night}
      cases:
        - name: the platform team agrees
          expect: {outcome: needs-approval}
      """;

  /** What asks for nobody else, nobody can approve; a lint with a list of persons would say so. */
  @Test
  void aGroupWithoutAMemberIsToldWhenItIsProposedAndWhileItIsInForce() {
    try (var server = TestServer.fresh()) {
      var admin = server.administrator();
      server.invited("carla", "viewer");
      for (var group : List.of("platform", "storage")) {
        var made = server.post(admin, "/api/v1/groups", Map.of("name", group, "title", group));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
      }
      var member =
          server.post(admin, "/api/v1/groups/storage/members", Map.of("principal", "carla"));
      assertThat(member.status()).as(member.text()).isEqualTo(200);
      assertThat(server.get(admin, "/api/v1/doctor").text()).doesNotContain("without a member");

      var files = server.get(admin, BUNDLES + "/in-force/files").json();
      var authors = PolicyAuthors.of(server);
      var texts = new TreeMap<String, Object>();
      files
          .path("files")
          .properties()
          .forEach(it -> texts.put(it.getKey(), it.getValue().asString()));
      texts.put("approval/tests/night_test.yaml", NIGHT_TEST);
      texts.put("approval/scaling-at-night.yaml", night("storage"));
      var filled = server.post(authors.anna(), BUNDLES, Map.of("files", texts, "note", "filled"));
      assertThat(filled.status()).as(filled.text()).isEqualTo(200);
      assertThat(filled.json().path("warning").asString("")).isEmpty();
      texts.put("approval/scaling-at-night.yaml", night("platform, storage"));
      var proposed = server.post(authors.anna(), BUNDLES, Map.of("files", texts, "note", "empty"));
      assertThat(proposed.json().path("warning").asString(""))
          .as(proposed.text())
          .isEqualTo("Its rules ask for groups without a member: platform.");

      var approve = BUNDLES + "/" + proposed.json().path("id").asString() + "/approve";
      var digest = Map.of("digest", proposed.json().path("digest").asString());
      assertThat(server.post(authors.berta(), approve, digest).status()).isEqualTo(200);
      assertThat(server.get(admin, "/api/v1/doctor").text())
          .contains("the rules in force ask for groups without a member: platform");
    }
  }

  @Test
  void aDenialNeedsAReason() {
    var server = TestServer.running();
    var files = server.get(server.administrator(), BUNDLES + "/in-force/files").json();
    var proposed = server.post(server.administrator(), BUNDLES, changed(files, "no"));
    var deny = BUNDLES + "/" + proposed.json().path("id").asString() + "/deny";
    assertThat(server.post(server.administrator(), deny, Map.of()).code())
        .isEqualTo("REASON_REQUIRED");
    var denied = server.post(server.administrator(), deny, Map.of("reason", "too loose"));
    assertThat(denied.status()).isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsUnknown() {
    var server = TestServer.running();
    for (var id : new String[] {"pol_00000000000000000000", "x"}) {
      assertThat(server.get(server.administrator(), BUNDLES + "/" + id).code())
          .isEqualTo("UNKNOWN_POLICY_BUNDLE");
    }
  }

  @Test
  void d05_aFileThatIsEditedOnDiskChangesNothingAndIsToldOf(@TempDir Path runbooks)
      throws Exception {
    var book = runbooks.resolve("more.yaml");
    Files.writeString(book, runbook("scale-out-more"));
    try (var local = LocalServer.start("runbooks: " + runbooks + "\n")) {
      var server = TestServer.of(local);
      var before = inForce(server);
      assertThat(runbooks(server)).contains("scale-out-more");
      assertThat(events(server)).doesNotContain("policy.files-differed");

      Files.writeString(book, runbook("scale-out-otherwise"));
      Eventually.holds("it is told", () -> events(server).contains("policy.files-differed"));
      assertThat(inForce(server)).isEqualTo(before);
      assertThat(runbooks(server)).contains("scale-out-more").doesNotContain("scale-out-otherwise");
      assertThat(server.get(server.administrator(), "/api/v1/doctor").text())
          .contains("runbooks/configured/more.yaml", "policy propose");
    }
  }

  private static String runbook(String id) throws IOException {
    try (var in = PolicyBundleTest.class.getResourceAsStream("/policies/runbooks/scale-out.yaml")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("(?m)^id: .*$", "id: " + id);
    }
  }

  private static String runbooks(TestServer server) {
    return server.get(server.administrator(), "/api/v1/runbooks").text();
  }

  private static String events(TestServer server) {
    return server.get(server.administrator(), "/api/v1/audit/events?limit=200").text();
  }
}
