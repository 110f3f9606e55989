package io.countersign.demo.story;

import io.countersign.demo.product.ProductApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo's approver: after reading for a moment, exactly the plans that were shown. */
public final class DemoApprover implements PlanApprover {
  private static final Duration READING = Duration.ofSeconds(2);

  private final ProductApi approver;
  private final boolean human;
  private final Map<String, Shown> shown = new HashMap<>();

  private record Shown(String digest, Instant at) {}

  /**
   * @param human somebody else decides, at a terminal
   */
  public DemoApprover(ProductApi approver, boolean human) {
    this.approver = approver;
    this.human = human;
  }

  @Override
  public boolean human() {
    return human;
  }

  @Override
  public void show(JsonNode remediation, Instant at) {
    shown.put(
        AnswerTexts.text(remediation, "id"),
        new Shown(AnswerTexts.text(remediation, "planDigest"), at));
  }

  @Override
  public void decide(Instant now) {
    if (!human) {
      shown.entrySet().removeIf(card -> decided(card.getKey(), card.getValue(), now));
    }
  }

  private boolean decided(String remediation, Shown card, Instant now) {
    if (now.isBefore(card.at().plus(READING))) {
      return false;
    }
    approver.post(
        "/api/v1/remediations/" + remediation + "/decisions",
        Map.of("decision", "approve", "planDigest", card.digest(), "reason", "seen in the demo"));
    return true;
  }
}
