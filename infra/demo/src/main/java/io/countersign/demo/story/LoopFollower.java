package io.countersign.demo.story;

import io.countersign.demo.net.Await;
import io.countersign.demo.product.ProductApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The follower of what the product does from the fault to the end; it decides when asked. */
public final class LoopFollower {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final ProductApi api;
  private final IncidentNarration story;
  private final PlanApprover decision;
  private final Runnable meanwhile;

  public LoopFollower(
      ProductApi api, Narrator narrator, Milestones milestones, PlanApprover decision) {
    this(api, narrator, milestones, decision, () -> {});
  }

  /**
   * @param meanwhile what else happens in the story, again and again
   */
  public LoopFollower(
      ProductApi api,
      Narrator narrator,
      Milestones milestones,
      PlanApprover decision,
      Runnable meanwhile) {
    this.api = api;
    this.story = new IncidentNarration(api, narrator, milestones, decision);
    this.decision = decision;
    this.meanwhile = meanwhile;
  }

  /**
   * Until every incident is closed and stays so for a moment.
   *
   * @param waiting called once, with the plan's card, when a human at a terminal is to decide
   * @return the incidents as they are then, open ones too if the time ran out
   */
  public List<JsonNode> follow(Duration atMost, Consumer<JsonNode> waiting) {
    var end = Instant.now().plus(atMost);
    var quietSince = Instant.MAX;
    boolean handedOver = false;
    while (Instant.now().isBefore(end)) {
      var incidents = api.all("/api/v1/incidents");
      incidents.forEach(incident -> story.tell(AnswerTexts.text(incident, "id")));
      decision.decide(Instant.now());
      meanwhile.run();
      handedOver = handedOver || handOver(waiting);
      quietSince = settled(incidents) ? earlier(quietSince, Instant.now()) : Instant.MAX;
      if (!quietSince.equals(Instant.MAX) && quietSince.plus(QUIET).isBefore(Instant.now())) {
        return incidents;
      }
      Await.pause();
    }
    return api.all("/api/v1/incidents");
  }

  private boolean handOver(Consumer<JsonNode> waiting) {
    if (!decision.human()) {
      return false;
    }
    var cards = api.all("/api/v1/remediations?state=awaiting_approval");
    cards.stream().findFirst().ifPresent(waiting);
    return !cards.isEmpty();
  }

  private static boolean settled(List<JsonNode> incidents) {
    return !incidents.isEmpty()
        && incidents.stream()
            .noneMatch(incident -> AnswerTexts.text(incident, "state").equals("open"));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
