package io.countersign.ledger.remediation.replay;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.policy.bundle.DecisionFlip;
import io.countersign.ledger.postgres.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The replay of the decisions on record: each is decided again by what was looked at then. Several
 * pages are read and decided at once, and handed on in the order of the record.
 */
public final class DecisionReplay {
  /** More would take processors, and sessions of the database, from those who work. */
  private static final int MOST_AT_ONCE = 4;

  private static final int AT_ONCE =
      Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());

  /** Not virtual ones: these calculate, and would keep everybody else's from their processors. */
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().name("replay-", 0).daemon().factory();

  /** One that comes out otherwise. */
  public record Flipped(
      RecordedDecision recorded, PolicyJudgement was, PolicyDecision is, DecisionFlip flip) {}

  /**
   * What came of a page.
   *
   * @param reached the position up to which everything was taken by now
   * @param otherRules how many come out the same, by other rules
   */
  public record Part(
      long reached, int replayable, int notReplayable, int otherRules, List<Flipped> flips) {
    public Part {
      flips = List.copyOf(flips);
    }
  }

  private final RecordedDecisions decisions;
  private final Function<PolicyInput, PolicyDecision> evaluator;
  private final int atOnce;

  /**
   * @param evaluator the one that decides; asked by several threads
   */
  public DecisionReplay(
      Transactions transactions, Function<PolicyInput, PolicyDecision> evaluator) {
    this(new RecordedDecisions(transactions), evaluator, AT_ONCE);
  }

  DecisionReplay(
      RecordedDecisions decisions, Function<PolicyInput, PolicyDecision> evaluator, int atOnce) {
    this.decisions = decisions;
    this.evaluator = evaluator;
    this.atOnce = atOnce;
  }

  /**
   * @param goesOn takes each part in turn, and says whether to go on
   * @return the position up to which everything was taken
   */
  public long run(long after, long through, Predicate<Part> goesOn) {
    try (var threads = Executors.newFixedThreadPool(atOnce, THREADS)) {
      return run(new Pages(threads, after, through), goesOn);
    }
  }

  private static long run(Pages pages, Predicate<Part> goesOn) {
    long reached = pages.asked;
    try {
      boolean more = true;
      while (more && pages.isLeft()) {
        var part = pages.next();
        reached = part.reached();
        more = goesOn.test(part);
      }
      return reached;
    } finally {
      pages.drop();
    }
  }

  /** Those that are asked for ahead. */
  private final class Pages {
    private final ExecutorService threads;
    private final ArrayDeque<Future<Part>> ahead = new ArrayDeque<>();
    private final long through;
    private long asked;

    Pages(ExecutorService threads, long after, long through) {
      this.threads = threads;
      this.asked = after;
      this.through = through;
    }

    boolean isLeft() {
      return !ahead.isEmpty() || asked < through;
    }

    Part next() {
      while (asked < through && ahead.size() < 2 * atOnce) {
        long after = asked;
        long end = decisions.pageEnd(after, through);
        ahead.add(threads.submit(() -> part(after, end)));
        asked = end;
      }
      try {
        return ahead.remove().get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e.getCause());
      }
    }

    /** Those that have begun come to their end. */
    void drop() {
      ahead.forEach(it -> it.cancel(false));
    }
  }

  private Part part(long after, long end) {
    int notReplayable = 0;
    int otherRules = 0;
    var flips = new ArrayList<Flipped>();
    var page = decisions.page(after, end);
    for (var recorded : page) {
      var was = recorded.judgement();
      if (was == null) {
        notReplayable++;
        continue;
      }
      var is = evaluator.apply(was.grounds().input());
      var flip = DecisionFlip.between(was.decision(), is);
      flip.ifPresent(it -> flips.add(new Flipped(recorded, was, is, it)));
      otherRules += flip.isEmpty() && !sameRules(was.decision(), is) ? 1 : 0;
    }
    return new Part(end, page.size() - notReplayable, notReplayable, otherRules, flips);
  }

  private static boolean sameRules(PolicyDecision was, PolicyDecision is) {
    return was.rules().equals(is.rules()) || Set.copyOf(was.rules()).equals(Set.copyOf(is.rules()));
  }
}
