package io.countersign.demo.story;

import io.countersign.demo.product.ProductApi;
import io.countersign.demo.product.ProductSetup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The demo's freeze: it holds while a plan is approved, so that the plan waits, until two persons
 * lift it.
 */
public final class FreezeStory {
  private static final String NAME = "release-week";
  private static final String CALENDAR = "/api/v1/calendars/" + NAME;
  private static final Duration WAITING = Duration.ofSeconds(4);

  private final ProductApi first;
  private final ProductApi second;
  private final Narrator narrator;
  private Instant seen = Instant.MAX;
  private boolean lifted;

  private FreezeStory(ProductApi first, ProductApi second, Narrator narrator) {
    this.first = first;
    this.second = second;
    this.narrator = narrator;
  }

  /** Invites a second administrator, since to open takes two, and freezes everything. */
  public static FreezeStory begin(ProductApi administrator, URI url, Narrator narrator) {
    var name = "second-administrator";
    var password = UUID.randomUUID().toString();
    ProductSetup.invite(administrator, url, name, password, List.of("administrator"));
    var story = new FreezeStory(administrator, ProductApi.login(url, name, password), narrator);
    story.freeze();
    return story;
  }

  private void freeze() {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var end = now.plus(Duration.ofDays(1));
    var entry = Map.of("start", now.toString(), "end", end.toString());
    first.put(
        CALENDAR,
        Map.of(
            "kind", "freeze",
            "scope", "organisation",
            "entries", List.of(entry),
            "reason", "nothing changes in the week of the release"));
    narrator.say("Frozen         until tomorrow: nothing may begin to run");
  }

  /** Lifts it once an approved plan has waited for a moment. */
  public void goOn() {
    if (lifted) {
      return;
    }
    first.all("/api/v1/remediations?state=approved").stream()
        .map(it -> first.get("/api/v1/remediations/" + AnswerTexts.text(it, "id")))
        .filter(it -> it.path("window").isObject())
        .findFirst()
        .ifPresent(this::wait);
  }

  private void wait(JsonNode remediation) {
    var now = Instant.now();
    if (seen.equals(Instant.MAX)) {
      seen = now;
      narrator.step(
          now,
          "it waits",
          "It is approved, and doesn't run: " + remediation.at("/window/text").asString() + ".");
    } else if (now.isAfter(seen.plus(WAITING))) {
      lift(now);
    }
  }

  private void lift(Instant now) {
    lifted = true;
    var proposed = first.post(CALENDAR + "/lift", Map.of("reason", "this can't wait"));
    var confirmation = "/api/v1/confirmations/" + AnswerTexts.text(proposed, "confirmation");
    var shown = second.get(confirmation);
    second.post(confirmation + "/confirm", Map.of("digest", AnswerTexts.text(shown, "digest")));
    narrator.step(
        now,
        "it is lifted",
        "One administrator proposes to lift the freeze, another is shown which plan goes on by"
            + " that, and confirms.");
  }
}
