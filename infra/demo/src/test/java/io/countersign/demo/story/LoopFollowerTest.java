package io.countersign.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.story.Milestones.Milestone;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoopFollowerTest {
  private static final String RIGHT =
      """
      {"entity":"service/production/orders","kind":"RELEASE","change":"release-42",
       "toVersion":"2.4.0","score":90,"reasons":[
         {"text":"weak","points":5,"claims":[]},
         {"text":"shop-web calls orders","points":20,"claims":["c9"]},
         {"text":"orders failed first","points":40,"claims":["c1"]},
         {"text":"but","points":-5,"claims":["c1"]}]}\
      """;
  private static final String WRONG = "{\"entity\":\"service/production/stock\",\"score\":1}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(out, true, StandardCharsets.UTF_8));
  private final Milestones milestones = new Milestones();

  private List<JsonNode> follow(ScriptedProduct product, Duration atMost, boolean human) {
    var began = Instant.parse("2026-01-01T10:00:00Z");
    narrator.faultAt(began);
    milestones.reach(Milestone.FAULT, began);
    var decision = new DemoApprover(product.api(), human);
    var cards = new ArrayList<JsonNode>();
    var incidents =
        new LoopFollower(product.api(), narrator, milestones, decision).follow(atMost, cards::add);
    assertThat(cards).hasSize(human ? 1 : 0);
    return incidents;
  }

  @Test
  void theStoryIsToldOnceAndTheShownPlanIsApproved() {
    try (var product = new ScriptedProduct(RIGHT, "resolved");
        var estate = new ShopEstate()) {
      var incidents = follow(product, Duration.ofMinutes(4), false);
      assertThat(product.decisions()).hasSize(1);
      assertThat(product.decisions().getFirst().path("planDigest").asString())
          .isEqualTo("0123456789abcdef");
      var printed = out.toString(StandardCharsets.UTF_8);
      assertThat(printed.replaceAll("\\s+", " "))
          .containsSubsequence(
              "detected",
              "HighErrorRate on orders",
              "correlated",
              "orders failed first (+40; asked of prometheus)",
              "shop-web calls orders (+20)",
              "orders: its release release-42 (2.4.0), score 90",
              "it means shop-web fails for its users",
              "rollback orders, by deployer",
              "version 2.4.0",
              "would replace 2.4.0 by 2.3.1",
              "deploy orders with version 2.4.0",
              "error-ratio of orders below 0.05",
              "Risk medium",
              "0123456789ab...",
              "by demo-approver",
              "executed",
              "error-ratio = 0",
              "closed")
          .containsOnlyOnce("detected")
          .doesNotContain("\u001b", "weak");
      assertThat(printed.lines()).allMatch(line -> line.length() <= 78);
      assertThat(milestones.table()).hasSize(8).last().asString().contains("total");
      assertThat(DemoVerdict.wrong(product.api(), estate, incidents)).isEmpty();
    }
  }

  @Test
  void withAHumanNobodyElseDecides() {
    try (var product = new ScriptedProduct(RIGHT, "resolved")) {
      var incidents = follow(product, Duration.ofSeconds(10), true);
      assertThat(product.decisions()).isEmpty();
      assertThat(incidents.getFirst().path("state").asString()).isEqualTo("open");
    }
  }

  @Test
  void theVerdictNamesEverythingThatIsWrong() {
    try (var product = new ScriptedProduct(WRONG, "recovered");
        var estate = new ShopEstate()) {
      estate.deploy(ShopEstate.BAD);
      var incidents = product.api().all("/api/v1/incidents");
      assertThat(DemoVerdict.wrong(product.api(), estate, incidents))
          .anyMatch(it -> it.contains("not service/production/stock"))
          .anyMatch(it -> it.contains("release-42"))
          .anyMatch(it -> it.contains("open, not resolved"))
          .anyMatch(it -> it.contains("one plan should have been carried out, not 0"))
          .anyMatch(it -> it.contains("still fails"))
          .anyMatch(it -> it.contains("runs 2.4.0"));
      assertThat(DemoVerdict.wrong(product.api(), estate, List.of()))
          .anyMatch(it -> it.contains("one incident, not 0"));
    }
  }
}
