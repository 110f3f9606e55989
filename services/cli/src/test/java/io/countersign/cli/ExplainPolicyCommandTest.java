package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainPolicyCommandTest {
  private static final String MADE_UP = "POST /api/v1/policy/explanations";

  @TempDir private Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... words) {
    return new CommandRun(home, server.port()).execute(words);
  }

  @Test
  void aMadeUpPlanIsSentFieldByField() {
    server.on(
        MADE_UP,
        200,
        """
        {"outcome":"forbidden","because":"too much","takes":["less"],"people":[],"rules":[
          {"rule":"a","state":"holds","consequence":"denies it","parts":[
            {"truth":"true","line":"plan.risk >= 4 is true"}]},
          {"rule":"b","state":"does-not-hold","consequence":"allows it","parts":[
            {"truth":"true","line":"x is true"},{"truth":"false","line":"y is false"}]}]}
        """);
    var run = run("policy", "explain", "--set", "plan.risk=4", "--set", "window.state=frozen");

    assertThat(run.exit()).isZero();
    assertThat(server.last().body())
        .isEqualTo("{\"plan\":{\"risk\":4},\"window\":{\"state\":\"frozen\"}}");
    assertThat(run.data()).contains("forbidden", "too much", "denies it", "y is false");
    assertThat(run.data()).doesNotContain("x is true").doesNotContain("allows it");
  }

  @Test
  void ofARemediationWhoCouldApproveIsShown() {
    server.on(
        "GET /api/v1/policy/explanations/rem_1",
        200,
        """
        {"outcome":"needs-approval","takes":[],"rules":[],"people":[
          {"id":"usr_1","name":"ann","couldApprove":true,"why":[]},
          {"id":"usr_2","couldApprove":false,"why":["proposed it"]}]}
        """);

    assertThat(run("policy", "explain", "rem_1").data())
        .contains("ann could approve", "usr_2 couldn't: proposed it");
  }

  @Test
  void whoMayNotKnowWhoThereIsIsToldHowMany() {
    server.on(
        "GET /api/v1/policy/explanations/rem_1",
        200,
        """
        {"outcome":"needs-approval","takes":[],"rules":[],"couldApprove":2,"couldNot":7,"people":[
          {"id":"usr_1","name":"ann","couldApprove":true,"why":[]}]}
        """);

    assertThat(run("policy", "explain", "rem_1").data())
        .contains("ann could approve", "Of all people 2 could approve, 7 couldn't");
  }

  @Test
  void whatIsNoFieldIsWrongUsage() {
    assertThat(run("policy", "explain", "--set", "risk=4").exit()).isEqualTo(2);
    assertThat(run("policy", "explain", "rem_1", "--set", "plan.risk=4").exit()).isEqualTo(2);
  }
}
