package io.countersign.reports.testing;

import io.countersign.reports.ReportLeaf;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * A ledger of so many changes, drawn by a seed and made as it's read: incidents with their alerts,
 * plans, decisions, executions, and what others changed, all at once and of any outcome.
 */
public final class SyntheticLedger implements Iterator<ReportLeaf> {
  private static final int AT_ONCE = 40;
  private static final long MOST_MILLIS = 40_000;

  private final Random random;
  private final LedgerText ledger = new LedgerText();
  private final List<Deque<Runnable>> stories = new ArrayList<>();
  private final Deque<ReportLeaf> ready = new ArrayDeque<>();
  private final int changes;
  private final long pace;
  private int begun;

  public SyntheticLedger(long seed, int changes) {
    this(seed, changes, MOST_MILLIS);
  }

  /**
   * @param pace the most milliseconds between two events
   */
  public SyntheticLedger(long seed, int changes, long pace) {
    random = new Random(seed);
    this.changes = changes;
    this.pace = pace;
    ledger.at("2026-01-01T00:00:00Z");
  }

  public static List<ReportLeaf> all(long seed, int changes) {
    var all = new ArrayList<ReportLeaf>();
    new SyntheticLedger(seed, changes).forEachRemaining(all::add);
    return all;
  }

  public Instant now() {
    return ledger.now();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && advance()) {
      ready.addAll(ledger.take());
    }
    return !ready.isEmpty();
  }

  @Override
  public ReportLeaf next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** One event of one story. */
  private boolean advance() {
    while (stories.size() < AT_ONCE && begun < changes) {
      stories.add(story(begun++));
    }
    if (stories.isEmpty()) {
      return false;
    }
    int which = random.nextInt(stories.size());
    var story = stories.get(which);
    ledger.at(ledger.now().plusMillis(1 + random.nextLong(pace)));
    story.remove().run();
    if (story.isEmpty()) {
      stories.set(which, stories.getLast());
      stories.removeLast();
    }
    return true;
  }

  private Deque<Runnable> story(int number) {
    var story = new ArrayDeque<Runnable>();
    var it = new Story(number, random.nextInt(8));
    it.incident(story);
    it.request(story);
    int fate = random.nextInt(100);
    if (fate < 8) {
      story.add(it::denied);
    } else if (fate < 14) {
      story.add(it::expired);
    } else if (fate < 20) {
      story.add(it::withdrawn);
    } else if (fate < 24) {
      return story;
    } else {
      it.execution(story, fate);
    }
    story.add(it::resolved);
    return story;
  }

  /** One incident and its remedy. */
  private final class Story {
    private final String remediation;
    private final String incident;
    private final String alert;
    private final String entity;
    private final String digest;
    private final int place;

    Story(int number, int place) {
      remediation = "rem_" + hex(number, 16);
      incident = "inc_" + hex(number, 16);
      alert = hex(number, 64);
      digest = hex(number * 31L + 7, 64);
      entity = "service/" + (place < 6 ? "production" : "staging") + "/shop-" + number % 200;
      this.place = place;
    }

    private static String hex(long number, int digits) {
      var hex = Long.toHexString(number);
      return "0".repeat(digits - hex.length()) + hex;
    }

    void incident(Deque<Runnable> story) {
      story.add(
          () ->
              ledger
                  .by("principal_alertmanager", "SERVICE")
                  .add(
                      "alert.raised",
                      alert,
                      it -> {
                        it.put("alert", alert);
                        it.put("entity", entity);
                        it.put("startsAt", ledger.now().minusSeconds(20).toString());
                      }));
      story.add(() -> open(incident));
      story.add(
          () ->
              person().add("incident.acknowledged", incident, it -> it.put("incident", incident)));
      story.add(
          () ->
              system()
                  .add("incident.evidence-gathered", incident, it -> it.put("incident", incident)));
      story.add(
          () ->
              system()
                  .add("incident.diagnosis-made", incident, it -> it.put("incident", incident)));
    }

    private void open(String id) {
      system()
          .add(
              "incident.opened",
              id,
              it -> {
                it.put("incident", id);
                it.put("at", ledger.now().toString());
                SampleEvents.in(it, "first").put("alert", alert);
                SampleEvents.in(it, "first").put("entity", entity);
                SampleEvents.in(it, "first")
                    .put("startsAt", ledger.now().minusSeconds(30).toString());
              });
    }

    void request(Deque<Runnable> story) {
      story.add(this::proposed);
      story.add(this::evaluated);
      story.add(
          () ->
              system()
                  .add(
                      "remediation.approval-requested",
                      remediation,
                      it -> {
                        own(it);
                        SampleEvents.in(it, "approval").put("quorum", 2);
                        SampleEvents.in(it, "approval").put("risk", "high");
                        it.put("expiresAt", ledger.now().plusSeconds(7_200).toString());
                      }));
      story.add(() -> system().add("remediation.approval-reminded", remediation, this::own));
    }

    private void proposed() {
      system()
          .add(
              "remediation.proposed",
              remediation,
              it -> {
                own(it);
                it.put("proposer", place == 0 ? "person_zoe" : "system");
                var plan = SampleEvents.in(it, "plan");
                plan.put("incident", incident);
                plan.put("runbook", "restart-" + place);
                plan.put("actionClass", place % 2 == 0 ? "restart" : "rollback");
                plan.put("targets", List.of(Map.of("fields", Map.of(), "target", entity)));
              });
    }

    private void evaluated() {
      system()
          .add(
              "remediation.policy-evaluated",
              remediation,
              it -> {
                own(it);
                var decision = SampleEvents.in(it, "decision");
                decision.put("type", "needs-approval");
                decision.put("rules", List.of("two-approvers-for-production"));
                decision.put(
                    "approval",
                    SampleEvents.in(
                        SampleEvents.payload("remediation.approval-requested"), "approval"));
              });
    }

    private void own(Map<String, Object> it) {
      it.put("remediation", remediation);
      it.computeIfPresent("planDigest", (_, _) -> digest);
    }

    private LedgerText system() {
      return ledger.by("system", "SERVICE");
    }

    private LedgerText person() {
      return ledger.by("person_" + random.nextInt(30), "PERSON");
    }

    private void granted(String who) {
      ledger
          .by(who, "PERSON")
          .add(
              "remediation.approval-granted",
              remediation,
              it -> {
                own(it);
                it.put("by", who);
                var grounds = SampleEvents.in(it, "grounds");
                grounds.keySet().removeAll(List.of("breakGlass", "onBehalfOf"));
                grounds.put("shownAt", ledger.now().minusSeconds(45).toString());
              });
    }

    void denied() {
      person().add("remediation.approval-denied", remediation, this::own);
    }

    void expired() {
      system().add("remediation.expired", remediation, this::own);
    }

    void withdrawn() {
      system().add("remediation.withdrawn", remediation, this::own);
    }

    void execution(Deque<Runnable> story, int fate) {
      story.add(() -> granted("person_a" + random.nextInt(20)));
      if (fate != 24) {
        story.add(() -> granted("person_b" + random.nextInt(20)));
      }
      story.add(() -> system().add("remediation.approved", remediation, this::own));
      story.add(() -> acting("remediation.execution-started", fate));
      story.add(() -> step("remediation.step-started"));
      story.add(this::observed);
      story.add(() -> step("remediation.step-completed"));
      if (fate > 95) {
        story.add(() -> system().add("remediation.verification-failed", remediation, this::own));
        story.add(() -> system().add("remediation.rollback-started", remediation, this::own));
        story.add(() -> system().add("remediation.rolled-back", remediation, this::own));
      } else {
        story.add(() -> system().add("remediation.verification-passed", remediation, this::own));
      }
      story.add(() -> completed(fate > 95 ? "ROLLED_BACK" : "VERIFIED"));
    }

    private void acting(String type, int fate) {
      system()
          .add(
              type,
              remediation,
              it -> {
                own(it);
                it.remove("breakGlass");
                var input = SampleEvents.in(it, "judgement", "grounds", "input");
                input.put("now", ledger.now().toString());
                var window = SampleEvents.in(input, "window");
                window.put("state", "open");
                window.put("secondsLeft", fate == 25 ? 1 : 365 * 86_400);
              });
    }

    private void step(String type) {
      system()
          .add(
              type,
              remediation,
              it -> {
                own(it);
                it.put("at", ledger.now().toString());
                it.put("rollback", false);
                it.remove("breakGlass");
                it.remove("judgement");
                var state = it.get("observed") == null ? "after" : "observed";
                SampleEvents.in(it, state).put("target", entity);
              });
    }

    private void observed() {
      ledger
          .by("principal_feed", "SERVICE")
          .fact(
              "change.observed",
              it -> {
                var change = SampleEvents.in(it, "change");
                change.put("entity", entity);
                change.put("at", ledger.now().toString());
                change.put("remediation", remediation);
                if (random.nextInt(50) == 0) {
                  change.remove("remediation");
                  change.put("entity", entity + "-other");
                }
              });
    }

    private void completed(String outcome) {
      system()
          .add(
              "remediation.completed",
              remediation,
              it -> {
                own(it);
                it.put("outcome", outcome);
                it.remove("doubtful");
              });
    }

    void resolved() {
      system()
          .add(
              "incident.resolved",
              incident,
              it -> {
                it.put("incident", incident);
                SampleEvents.in(it, "how").put("remediation", remediation);
              });
      system()
          .add(
              "alert.resolved",
              alert,
              it -> {
                it.put("alert", alert);
                it.put("endsAt", ledger.now().toString());
              });
    }
  }
}
