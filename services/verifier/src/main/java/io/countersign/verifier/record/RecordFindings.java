package io.countersign.verifier.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a verification found: mismatches, of which the first thousand are kept, doubts that keep
 * it from saying that all is well, and what it didn't look at.
 */
public final class RecordFindings {
  public static final int MOST = 1000;

  private static final Comparator<Mismatch> ORDER =
      Comparator.comparingLong(Mismatch::rank)
          .thenComparingLong(Mismatch::to)
          .thenComparing(Mismatch::fault)
          .thenComparing(Mismatch::says);

  private final TreeMap<Mismatch, Boolean> mismatches = new TreeMap<>(ORDER);
  private final List<String> doubts = new ArrayList<>();
  private final List<String> notChecked = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private long count;

  public void add(Mismatch mismatch) {
    if (mismatches.put(mismatch, true) == null) {
      count++;
    }
    if (mismatches.size() > MOST) {
      mismatches.pollLastEntry();
    }
  }

  /** All of a list of which some weren't kept. */
  public void addAll(RecordFindings others) {
    others.mismatches.keySet().forEach(this::add);
    count += others.count - others.mismatches.size();
  }

  /** All that another part of the same question found. */
  public void take(RecordFindings others) {
    addAll(others);
    others.doubts.stream().filter(it -> !doubts.contains(it)).forEach(doubts::add);
    notChecked.addAll(others.notChecked);
    others.facts.forEach(facts::putIfAbsent);
  }

  /** A reason why nobody can tell, though nothing is wrong. */
  public void doubt(String why) {
    doubts.add(why);
  }

  public void notChecked(String what) {
    notChecked.add(what);
  }

  /**
   * @param value a text or a {@code Long}
   */
  public void fact(String name, Object value) {
    facts.put(name, value);
  }

  public Optional<Mismatch> first() {
    return mismatches.isEmpty() ? Optional.empty() : Optional.of(mismatches.firstKey());
  }

  public List<Mismatch> mismatches() {
    return List.copyOf(mismatches.keySet());
  }

  /** Also those that weren't kept. */
  public long count() {
    return count;
  }

  public List<String> doubts() {
    return List.copyOf(doubts);
  }

  public List<String> notChecked() {
    return List.copyOf(notChecked);
  }

  public Map<String, Object> facts() {
    return Collections.unmodifiableMap(facts); // in the order in which they were told
  }

  public Verdict verdict() {
    if (count > 0) {
      return Verdict.TAMPERED;
    }
    return doubts.isEmpty() ? Verdict.OK : Verdict.UNCLEAR;
  }
}
