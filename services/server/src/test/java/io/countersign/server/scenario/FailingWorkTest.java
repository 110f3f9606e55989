package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What fails is told, tried again within bounds, and handed to a person. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class FailingWorkTest {
  private static final String SOON =
      "loop: {incident: {targetAgainSeconds: 1, targetAgainAtMostSeconds: 1, handOverSeconds:"
          + " 20}}\n";

  @Test
  void aTargetThatCannotBeAskedIsToldWhileItLastsAndThenForAPerson() throws Exception {
    try (var scene = new ShopScene(it -> it + SOON)) {
      scene.shop.controlAnswers(false);
      scene.aBadReleaseFails();
      var incident = scene.operator.expectIncident("open").path("id").asString();
      var failing =
          Operator.expect(
              "what fails",
              () ->
                  Optional.of(scene.operator.get("/api/v1/incidents/" + incident))
                      .map(it -> it.body().path("failing").path(0))
                      .filter(it -> it.path("failures").asInt() > 1));
      assertThat(failing.path("work").asString()).isEqualTo("recommendation");
      assertThat(failing.path("reason").asString()).startsWith("releases can't read service/shop");
      assertThat(Instant.parse(failing.path("nextAt").asString()))
          .isAfter(Instant.parse(failing.path("since").asString()));
      scene.operator.expectEscalation("recommendation failed");
      assertThat(scene.operator.record())
          .filteredOn(it -> it.path("type").asString().equals("incident.escalated"))
          .filteredOn(it -> it.path("aggregate").asString("").equals(incident))
          .extracting(it -> it.path("payload").path("diagnosis").asInt())
          .isNotEmpty()
          .doesNotHaveDuplicates();
      assertThat(scene.count("remediation.proposed")).isZero();
    }
  }

  @Test
  void whereOneExecutorDoesNotAnswerAnothersPlanIsProposed() throws Exception {
    try (var scene = new ShopScene(FailingWorkTest::withASilentExecutorBefore)) {
      scene.aBadReleaseFails();
      var card = scene.operator.expectRemediation("awaiting_approval");
      assertThat(card.path("steps").path(0).path("executor").asString()).isEqualTo("releases");
      assertThat(card.path("alternatives").get(0).asString())
          .startsWith("gone can't read service/shop/orders");
    }
  }

  /** The same executor once more, at an address where nobody listens. */
  private static String withASilentExecutorBefore(String configuration) {
    int from = configuration.indexOf("  releases:\n", configuration.indexOf("executors:\n"));
    int to = configuration.indexOf("verification:", from);
    var executor = configuration.substring(from, to);
    var silent =
        executor
            .replace("  releases:\n", "  gone:\n")
            .replaceAll("http://127.0.0.1:\\d+", "http://127.0.0.1:1");
    return configuration.substring(0, from) + silent + configuration.substring(from);
  }
}
