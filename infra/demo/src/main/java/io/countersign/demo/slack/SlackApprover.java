package io.countersign.demo.slack;

import io.countersign.demo.net.Await;
import io.countersign.demo.product.ProductApi;
import io.countersign.demo.story.Narrator;
import io.countersign.demo.story.PlanApprover;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Approves by the button on the card in the chat, as whoever linked their account. */
public final class SlackApprover implements PlanApprover, AutoCloseable {
  private static final Duration READING = Duration.ofSeconds(2);
  private static final Duration END = Duration.ofSeconds(20);
  private static final String BUTTON = "Approve";
  private static final String REASON = "seen in the demo";

  private final SlackDesk desk;
  private final Narrator narrator;
  private final boolean human;
  private @Nullable Instant shownAt;
  private boolean pressed;
  private boolean done;

  private SlackApprover(SlackDesk desk, Narrator narrator, boolean human) {
    this.desk = desk;
    this.narrator = narrator;
    this.human = human;
  }

  /** Links the person's account by a code of theirs, typed in the chat. */
  static SlackApprover linked(
      SlackDesk desk, Narrator narrator, boolean human, ProductApi approver) {
    var offered = approver.post("/api/v1/me/links", Map.of("system", DemoSlack.CONNECTION));
    desk.say("/countersign link " + offered.path("code").asString(""));
    return new SlackApprover(desk, narrator, human);
  }

  @Override
  public boolean human() {
    return human;
  }

  @Override
  public void show(JsonNode remediation, Instant at) {
    shownAt = at;
  }

  @Override
  public void decide(Instant now) {
    if (human || done || shownAt == null || now.isBefore(shownAt.plus(READING))) {
      return;
    }
    if (!pressed && desk.shows(BUTTON)) {
      desk.press(BUTTON);
      pressed = true;
      narrator.step(now, "in the chat", "Anna presses Approve on the card in #incidents.");
    } else if (pressed && desk.asks(BUTTON)) {
      desk.answer(REASON, BUTTON);
      done = true;
    }
  }

  /** Keeps a picture of the channel at its end, where there is a browser. */
  public void picture(Path file) {
    if (desk.shows("Close")) {
      desk.press("Close");
    }
    var _ = Await.until(END, () -> desk.says("resolved:"));
    desk.picture(file);
  }

  @Override
  public void close() {
    desk.close();
  }
}
