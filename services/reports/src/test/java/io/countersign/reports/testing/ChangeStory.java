package io.countersign.reports.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One change, told event by event, in the words of the samples. */
public final class ChangeStory {
  public static final String DIGEST = "a".repeat(64);

  private final LedgerText ledger;
  private final String id;
  private final String target;

  public ChangeStory(LedgerText ledger, String id, String target) {
    this.ledger = ledger;
    this.id = id;
    this.target = target;
  }

  public ChangeStory proposed(String proposer) {
    return add(
        "proposed",
        it -> {
          it.put("proposer", proposer);
          var plan = SampleEvents.in(it, "plan");
          plan.put("incident", "inc_1");
          plan.put("runbook", "restart-service");
          plan.put("actionClass", "restart");
          plan.put("targets", List.of(Map.of("fields", Map.of(), "target", target)));
          plan.put("steps", List.of(Map.of("executor", "control-api", "target", target)));
        });
  }

  public ChangeStory evaluated(String decision) {
    return add(
        "policy-evaluated",
        it -> {
          SampleEvents.in(it, "decision").put("type", decision);
          SampleEvents.in(it, "decision").put("rules", List.of("two-approvers"));
        });
  }

  public ChangeStory requested(int quorum) {
    return add(
        "approval-requested",
        it -> {
          SampleEvents.in(it, "approval").put("quorum", (long) quorum);
          SampleEvents.in(it, "approval").put("risk", "high");
          it.put("expiresAt", ledger.now().plusSeconds(3_600).toString());
        });
  }

  public ChangeStory granted(String who) {
    return granted(who, _ -> {});
  }

  public ChangeStory granted(String who, Consumer<Map<String, Object>> edit) {
    return add(
        "approval-granted",
        it -> {
          it.put("by", who);
          it.put("reason", "looks right");
          it.put("roles", List.of("APPROVER"));
          it.put("grounds", new LinkedHashMap<>(Map.of("groups", List.of("payments"))));
          edit.accept(it);
        });
  }

  public ChangeStory approved() {
    return add("approved", _ -> {});
  }

  /**
   * @param state of the window
   * @param left seconds until it closes
   */
  public ChangeStory started(String state, long left) {
    return add(
        "execution-started",
        it -> {
          it.remove("breakGlass");
          var input = SampleEvents.in(it, "judgement", "grounds", "input");
          input.put("now", ledger.now().toString());
          SampleEvents.in(input, "window").put("state", state);
          SampleEvents.in(input, "window").put("secondsLeft", left);
        });
  }

  public ChangeStory step(long seconds) {
    Consumer<Map<String, Object>> edit =
        it -> {
          it.remove("breakGlass");
          it.remove("judgement");
          it.put("at", ledger.now().toString());
          it.put("rollback", false);
          SampleEvents.in(it, it.containsKey("observed") ? "observed" : "after")
              .put("target", target);
        };
    add("step-started", edit);
    ledger.later(seconds);
    return add("step-completed", edit);
  }

  public ChangeStory verified() {
    add("verification-passed", _ -> {});
    return completed("VERIFIED");
  }

  public ChangeStory completed(String outcome) {
    return add(
        "completed",
        it -> {
          it.put("outcome", outcome);
          it.remove("doubtful");
        });
  }

  public ChangeStory add(String name, Consumer<Map<String, Object>> edit) {
    ledger.add(
        "remediation." + name,
        id,
        it -> {
          it.put("remediation", id);
          it.computeIfPresent("planDigest", (_, _) -> DIGEST);
          edit.accept(it);
        });
    ledger.later(60);
    return this;
  }

  /** As it should go: asked, approved by two others, done within its window, verified. */
  public ChangeStory asItShould(String proposer) {
    return proposed(proposer)
        .evaluated("needs-approval")
        .requested(2)
        .granted("person_bob")
        .granted("person_cy")
        .approved()
        .started("open", 3_600)
        .step(30)
        .verified();
  }
}
