package io.countersign.bench.gate.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The world around one plan, as it is now. Times are seconds from a zero of its own. */
public final class ModelWorld {
  /** Later than all that happens. */
  public static final long NEVER = 1_000_000_000L;

  /** Who holds a target besides this plan. */
  public enum Holder {
    NOBODY,
    ANOTHER,
    /** It's over, and nobody knows what became of it. */
    ONE_IN_DOUBT
  }

  /**
   * An exception for an emergency that somebody opened for the incident.
   *
   * @param second who agreed to it; null while nobody has
   * @param approvers one of these roles each who approves by it needs
   * @param quorum how many persons do
   * @param until the first second after
   * @param anyTime whether what it's for may begin while calendars are closed
   * @param forThis whether it's for what the plan does
   * @param law under which it was opened: with another it's over
   */
  public record Loophole(
      String opener,
      @Nullable String second,
      Set<Standing> approvers,
      int quorum,
      long until,
      boolean anyTime,
      boolean forThis,
      int law) {
    /** Who may open one, over everything. */
    static final Set<Standing> OPENING = Set.of(Standing.RESPONDER, Standing.COMMANDER);

    public Loophole {
      approvers = Set.copyOf(approvers);
    }

    /** What it asks for instead. */
    Ruling instead(Ruling asked) {
      return new Ruling(
          asked.kind(),
          Math.min(asked.quorum(), quorum),
          approvers,
          Set.of(),
          Set.of(),
          0,
          asked.dwell(),
          true,
          asked.grave(),
          asked.escalate(),
          asked.expire(),
          0);
    }
  }

  /**
   * A mark that came or went.
   *
   * @param forThePlan whether two let the plan go on by it
   */
  private record CalendarChange(long at, MarkedTime mark, boolean came, boolean forThePlan) {}

  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, String> teams = new HashMap<>();
  private final Map<String, Holder> holders = new HashMap<>();
  private final Map<String, Long> shown = new HashMap<>();

  public final List<Deputation> deputations = new ArrayList<>();
  public final List<MarkedTime> calendar = new ArrayList<>();
  private final List<CalendarChange> calendarChanges = new ArrayList<>();
  public final Set<String> changeAuthors = new HashSet<>();
  public final Set<String> runbookAuthors = new HashSet<>();

  /** How many seconds each earlier run of a step took, by the step's number. */
  public final Map<Integer, List<Long>> took = new HashMap<>();

  /** Whose targets nothing may touch: teams; the empty name for everybody's. */
  public final Set<String> halts = new HashSet<>();

  public long now;
  public boolean incidentOpen = true;
  public boolean oneAdministrator;
  public long skew;

  /** So many events, by which a plan may run, are under no head that witnesses cosigned. */
  public long unpublished;

  public Ruling ruling = Ruling.FREE;

  /** Which law is in force, by its number; the ruling is its word. */
  public int law = 1;

  /** Until when the runbook may be carried out without asking; 0 s or less: it may not. */
  public long unattendedUntil = NEVER;

  public @Nullable String commander;

  /** Open for the incident; null where nobody opened one. */
  public @Nullable Loophole loophole;

  /** Whether somebody owes the review of an earlier emergency. */
  public boolean reviewOverdue;

  public void mark(MarkedTime mark, boolean forThePlan) {
    calendar.add(mark);
    calendarChanges.add(new CalendarChange(now, mark, true, forThePlan));
  }

  public void unmark(int which, boolean forThePlan) {
    var mark = calendar.remove(which);
    calendarChanges.add(new CalendarChange(now, mark, false, forThePlan));
  }

  /** What it says, and how it came to that. */
  public String calendarWords() {
    return calendar + ", by " + calendarChanges;
  }

  /**
   * The marks as they'd be, had only those come and gone since then by which the plan may go on;
   * empty where it may by none.
   */
  public Optional<List<MarkedTime>> calendarFor(long since) {
    if (calendarChanges.stream().noneMatch(CalendarChange::forThePlan)) {
      return Optional.empty();
    }
    var marks = new ArrayList<>(calendar);
    for (var change : calendarChanges.reversed()) {
      if (change.at() >= since && !change.forThePlan()) {
        if (change.came()) {
          marks.remove(change.mark());
        } else {
          marks.add(change.mark());
        }
      }
    }
    return Optional.of(marks);
  }

  public void put(Member member) {
    members.put(member.name(), member);
  }

  public Member member(String name) {
    return members.getOrDefault(
        name, new Member(name, false, true, Set.of(), Set.of(), null, true));
  }

  public boolean knows(String name) {
    return members.containsKey(name);
  }

  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** The least time within which 19 of 20 runs ended, of 20 at least; never above the longest. */
  long usual(int step, long longest) {
    var runs = took.getOrDefault(step, List.of());
    if (runs.size() < 20) {
      return longest;
    }
    long seconds = 1;
    while (seconds < longest && ended(runs, seconds) * 20 < runs.size() * 19L) {
      seconds++;
    }
    return seconds;
  }

  private static long ended(List<Long> runs, long within) {
    return runs.stream().filter(it -> it <= within).count();
  }

  public void team(String target, String team) {
    teams.put(target, team);
  }

  public String team(String target) {
    return teams.getOrDefault(target, "");
  }

  public void holder(String target, Holder holder) {
    holders.put(target, holder);
  }

  public Holder holder(String target) {
    return holders.getOrDefault(target, Holder.NOBODY);
  }

  /** They see the plan; when they did first is what counts. */
  public void show(String name) {
    shown.putIfAbsent(name, now);
  }

  /** Another plan, which nobody has seen. */
  public void showNobody() {
    shown.clear();
  }

  /** {@link #NEVER} where they didn't see it. */
  public long shown(String name) {
    return shown.getOrDefault(name, NEVER);
  }
}
