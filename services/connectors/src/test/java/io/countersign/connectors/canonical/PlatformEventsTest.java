package io.countersign.connectors.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformEventsTest {
  private static final IntegrationSettings SETTINGS =
      IntegrationSettings.plain(new CanonicalDelivery(), "cluster", "production");

  @ParameterizedTest
  @CsvSource({
    "OOMKilled, oom-killed",
    "BackOff, back-off",
    "CrashLoopBackOff, crash-loop-back-off",
    "ScalingReplicaSet, scaling-replica-set",
    "NodeNotReady, node-not-ready",
    "Evicted, evicted",
    "FailedMount_2, failed-mount-2",
  })
  void aReasonBecomesAnAction(String reason, String action) {
    assertThat(PlatformEvents.action(reason)).isEqualTo(action);
  }

  @Test
  void anEventIsAChangeWhenItWasFirstAndLastSeen() {
    var answer =
        accepted(
            """
            {"events": [
              {"attributes": {"service.name": "orders", "k8s.pod.name": "orders-7c9f-x2x4z"},
               "reason": "OOMKilled", "firstSeen": "2026-11-22T10:00:00Z", "count": 3,
               "lastSeen": "2026-11-22T10:05:00Z", "type": "Warning", "reference": "orders.1680",
               "message": "Memory of anna's cart ran out"},
              {"attributes": {"k8s.deployment.name": "web", "deployment.environment.name": "rig"},
               "reason": "ScalingReplicaSet", "lastSeen": "2026-11-22T10:00:00Z"},
              {"attributes": {"k8s.node.name": "n1"}, "reason": "NodeNotReady",
               "firstSeen": "2026-11-22T10:00:00Z", "lastSeen": "2026-11-22T10:00:00Z"}],
             "changes": [{"entity": "web", "action": "deploy", "at": "2026-11-22T10:00:00Z"}]}
            """);
    assertThat(answer.problems()).isEmpty();
    assertThat(answer.changes())
        .extracting(it -> it.change().entity() + " " + it.change().action())
        .containsExactly(
            "service/production/web deploy",
            "service/production/orders oom-killed",
            "service/production/orders oom-killed",
            "service/rig/web scaling-replica-set",
            "host/production/n1 node-not-ready");
    assertThat(answer.changes().get(1).change().at()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(answer.changes().get(2).change().at()).isEqualTo("2026-11-22T10:05:00Z");
    assertThat(answer.changes().get(2).change().reference()).isEqualTo("orders.1680");
    assertThat(answer.toString()).doesNotContain("anna");
    assertThat(answer.changes()).noneMatch(it -> it.change().isRelease());
  }

  @Test
  void anEventIsKeptIfItSaysWhen() {
    var answer =
        accepted(
            """
            {"events": [
              {"attributes": {"k8s.pod.name": "p"}, "reason": "Killing",
               "lastSeen": "2026-11-22T10:00:00Z"},
              {"attributes": {"service.name": "a"}, "reason": "no word", "lastSeen": "yesterday",
               "firstSeen": "2026-11-22T10:00:00Z"},
              {"attributes": {"service.name": "a"}, "reason": "Killing", "where": "here"},
              {"attributes": {"service.name": "a"}, "reason": "Killing",
               "lastSeen": "2026-11-22T10:00:00Z"}]}
            """);
    assertThat(answer.changes())
        .extracting(it -> it.change().entity() + " " + it.change().action())
        .containsExactly(
            "pod/production/p killing",
            "service/production/a no-word",
            "service/production/a killing");
    assertThat(answer.problems())
        .extracting(InputProblem::at)
        .containsExactly("/events/2/lastSeen");
    assertThat(answer.adjusted())
        .extracting(InputProblem::toString)
        .containsExactly(
            "/events/0: kept: named by its pod as pod/production/p",
            "/events/1: kept: action-replaced; member-unusable");
    assertThat(parsed("{\"events\": {}}")).isInstanceOf(ParsedBody.Malformed.class);
    assertThat(parsed("{}")).isInstanceOf(ParsedBody.Malformed.class);
  }

  private static ChangeAnswer accepted(String body) {
    return switch (parsed(body)) {
      case ParsedBody.Accepted<ChangeAnswer>(var answer) -> answer;
      case ParsedBody.Malformed<ChangeAnswer> other -> throw new AssertionError(other);
      case ParsedBody.TooLarge<ChangeAnswer> other -> throw new AssertionError(other);
    };
  }

  private static ParsedBody<ChangeAnswer> parsed(String body) {
    return CanonicalChanges.parse(body.getBytes(StandardCharsets.UTF_8), SETTINGS, Instant.EPOCH);
  }
}
